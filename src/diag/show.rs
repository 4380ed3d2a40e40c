//! Showing diagnostics: as text for people, as JSON lines for machines.
