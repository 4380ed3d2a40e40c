//! The program `huiwu`: arguments come in, an exit code goes out.

use std::process::ExitCode;

/// A text is some ten thousand small strings: the system's allocator took a fifth of the time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    huiwu::cli::run(std::env::args_os())
}
