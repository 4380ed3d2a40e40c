//! Faces: roles come in, glyphs with their advances go out; where the faces lie on disk is this room's secret.

mod role;

pub use role::Role;
