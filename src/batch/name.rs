//! Names of files and folders: any text comes in, a name that is legal everywhere and leads nowhere else goes out.

/// Names longer than this are cut; with the longest file name after it a Windows path still fits.
const MOST_CHARS: usize = 80;
/// Linux counts bytes, and a rare character has four: 255 are allowed.
const MOST_BYTES: usize = 240;

/// Names that Windows keeps for devices.
const DEVICES: [&str; 24] = [
    "CON", "CONIN$", "CONOUT$", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7",
    "COM8", "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// A name for one folder or file: no separators, no reserved characters or names, no dots or spaces at its ends.
pub(super) fn legal(text: &str) -> String {
    let replaced: String =
        text.chars().filter(|c| !is_invisible(*c)).map(|c| if is_reserved(c) { '_' } else { c }).collect();
    let cut = cut(replaced.trim_matches(EDGES));
    let name = cut.trim_end_matches(EDGES);
    // Windows takes `con .txt` for the device too.
    let stem = name.split('.').next().unwrap_or_default().trim_end();
    if name.is_empty() || DEVICES.iter().any(|device| device.eq_ignore_ascii_case(stem)) {
        return format!("会议{name}");
    }
    name.to_owned()
}

/// What Windows drops at the end of a name.
const EDGES: [char; 3] = [' ', '.', '\u{3000}'];

fn cut(text: &str) -> String {
    let mut bytes = 0;
    let fits = |c: &char| {
        bytes += c.len_utf8();
        bytes <= MOST_BYTES
    };
    text.chars().take(MOST_CHARS).take_while(fits).collect()
}

const fn is_reserved(c: char) -> bool {
    matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
}

/// Control characters, and marks that change the direction or the look of a name without being seen.
fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{2060}'..='\u{2064}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_lead_elsewhere() {
        assert_eq!(legal("../../etc/passwd"), "_.._etc_passwd");
        assert_eq!(legal("2026-11-24-某会：A/B\\C*?\"<>|"), "2026-11-24-某会：A_B_C______");
        assert_eq!(legal("..."), "会议");
        assert_eq!(legal("con.txt"), "会议con.txt");
        assert_eq!(legal("con .txt"), "会议con .txt");
        assert_eq!(legal("会议 . "), "会议");
        assert_eq!(legal("a\u{202e}b\u{0}c"), "abc");
        assert_eq!(legal(&"长".repeat(200)).chars().count(), MOST_CHARS);
        assert_eq!(legal(&"𬱖".repeat(200)).len(), MOST_BYTES);
    }
}
