//! Reasons: what the system says of a file comes in, a Chinese clause for the user goes out.

use std::io::{Error, ErrorKind};

/// Why a file could not be read or written. The system's own words, which are English, are never repeated.
pub(super) fn reason(error: &Error) -> String {
    let known = match error.kind() {
        ErrorKind::NotFound => "没有这个文件或文件夹",
        ErrorKind::PermissionDenied => "没有权限，或正被别的程序占用",
        ErrorKind::StorageFull => "磁盘满了",
        ErrorKind::QuotaExceeded => "超出了磁盘配额",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::AlreadyExists => "已有同名的文件",
        ErrorKind::NotADirectory => "路径中有一段是文件，不是文件夹",
        ErrorKind::IsADirectory => "已有同名的文件夹",
        ErrorKind::InvalidFilename => "路径太长，或有不允许的字符",
        ErrorKind::FileTooLarge => "文件太大，磁盘的格式存不下",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "正被别的程序占用",
        ErrorKind::TimedOut | ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable => "网络盘没有响应",
        _ if is_locked(error) => "正被别的程序占用",
        _ => return unknown(error),
    };
    known.to_owned()
}

/// Sharing and lock violations, which have no kind of their own (Windows system error codes 32 and 33).
fn is_locked(error: &Error) -> bool {
    cfg!(windows) && matches!(error.raw_os_error(), Some(32 | 33))
}

fn unknown(error: &Error) -> String {
    error
        .raw_os_error()
        .map_or_else(|| "系统没有说明原因".to_owned(), |number| format!("系统报告了第 {number} 号错误"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_reason_is_in_english() {
        for number in 1..134 {
            let said = reason(&Error::from_raw_os_error(number));
            assert!(!said.contains(|c: char| c.is_ascii_alphabetic()), "{number}: {said}");
        }
        assert_eq!(reason(&Error::other("it went wrong")), "系统没有说明原因");
    }
}
