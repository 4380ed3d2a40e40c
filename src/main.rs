//! The program `huiwu`: arguments come in, an exit code goes out.

use std::process::ExitCode;

fn main() -> ExitCode {
    huiwu::cli::run(std::env::args_os())
}
