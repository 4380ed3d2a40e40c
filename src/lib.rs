//! huiwu (会务): one meeting spec in, the whole package of official meeting documents out, as DOCX and PDF.
//!
//! ```text
//!  nouns   Spec ─────────► Meeting ─────────► Document ───────────► Pages
//!           ▲    │          ▲     │            ▲    │  │            ▲   │
//!  verbs  load   └─ check ──┘     └─ render ───┘    │  └─ layout ──┘   └─► write::pdf   ─► bytes
//!         yaml | workbook                           └─────────────────────► write::docx  ─► bytes
//! ```
//!
//! On the side: `diag`, `length`, `date`, `font`, `stroke` (the order of names 按姓氏笔画) and `word` (a unit's own Word files).
//! Data flows one way and verbs never import verbs; `tests/architecture.rs` holds the walls.

pub mod batch;
pub mod check;
pub mod cli;
pub mod date;
pub mod diag;
pub mod document;
pub mod font;
pub mod foreign;
pub mod form;
pub mod house;
pub mod kind;
pub mod layout;
pub mod ledger;
pub mod length;
pub mod load;
pub mod meeting;
pub mod month;
pub mod pack;
pub mod page;
pub mod parcel;
pub mod pipeline;
pub mod render;
pub mod spec;
pub mod stroke;
pub mod word;
pub mod write;
