//! The package: the bytes of a .docx come in, its parts go out, and a copy with some of them replaced.
//!
//! A template may come from anywhere: what it unpacks to is bounded, and macros, links to files elsewhere and documents
//! under a password are refused. Parts that are not replaced are copied as they are packed.

use super::tree::Tree;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Unpacked size of the parts that are read.
const MOST_BYTES: u64 = 16 << 20;
/// Unpacked size of the parts that are copied unseen, pictures above all.
const MOST_COPIED: u64 = 64 << 20;
/// Parts in the package.
const MOST_PARTS: usize = 1_000;

/// Why a Word template is not used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is not what it says it is.
    #[error("{0}")]
    Broken(String),
    /// It holds what no document of a meeting may hold.
    #[error("{0}")]
    Unsafe(String),
}

/// A Word file, unpacked as far as it is read.
#[derive(Clone, Debug)]
pub struct Package {
    archive: ZipArchive<Cursor<Arc<[u8]>>>,
    main: String,
    /// Parts that may hold tags, and those whose content is changed in every copy.
    texts: BTreeMap<String, String>,
}

fn broken(why: &str) -> Refusal {
    Refusal::Broken(why.to_owned())
}

/// What the unit sees in place of the innards of a damaged file.
const DAMAGED: &str = "打不开：文件损坏，或不是 Word 的 .docx 文件";

impl Package {
    /// Opens a file.
    ///
    /// # Errors
    /// When it is no Word file, is damaged, too large, or holds macros or links to other files.
    pub fn open(bytes: Arc<[u8]>) -> Result<Self, Refusal> {
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err(broken("是旧的 .doc 格式，或加了打开密码"));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken(DAMAGED))?;
        if archive.len() > MOST_PARTS {
            return Err(broken("里面的部件太多，不像是 Word 模板"));
        }
        let mut package = Self { archive, main: String::new(), texts: BTreeMap::new() };
        let names: Vec<String> = package.archive.file_names().map(str::to_owned).collect();
        let known: BTreeSet<String> = names.iter().map(|name| name.to_lowercase()).collect();
        if known.len() != names.len() {
            return Err(broken(DAMAGED));
        }
        let mut left = MOST_BYTES;
        let mut read = BTreeMap::new();
        for name in names.iter().filter(|name| is_read(name)) {
            read.insert(name.clone(), package.unpacked(name, &mut left)?);
        }
        package.sound(names.iter().filter(|name| !is_read(name)))?;
        let types = read.get(TYPES).ok_or_else(|| broken(DAMAGED))?;
        if types.contains("macroEnabled") || names.iter().any(|name| is_program(name)) {
            return Err(Refusal::Unsafe("里面有宏或控件，不能用作模板".to_owned()));
        }
        for (name, text) in read.iter().filter(|(name, _)| is_a(name, "rels")) {
            if let Some(target) = outside(text)? {
                let why = format!("链接了外面的文件「{target}」（{name}）");
                return Err(Refusal::Unsafe(why));
            }
        }
        package.main = main_part(types).ok_or_else(|| broken("里面没有正文，不是 Word 的 .docx 文件"))?;
        if !read.contains_key(&package.main) {
            return Err(broken(DAMAGED));
        }
        let relations = read.get("_rels/.rels").map_or("", String::as_str);
        if relations.contains("metadata/core-properties") && !read.contains_key(CORE) {
            return Err(broken("的文档属性不在通常的位置"));
        }
        package.texts = read;
        Ok(package)
    }

    fn unpacked(&mut self, name: &str, left: &mut u64) -> Result<String, Refusal> {
        let part = self.archive.by_name(name).map_err(|_| broken(DAMAGED))?;
        let mut content = Vec::new();
        part.take(*left + 1).read_to_end(&mut content).map_err(|_| broken(DAMAGED))?;
        *left = u64::try_from(content.len())
            .ok()
            .and_then(|length| left.checked_sub(length))
            .ok_or_else(|| broken("解压后超过了 16 MB，不像是 Word 模板"))?;
        let text = String::from_utf8(content).map_err(|_| broken(DAMAGED))?;
        if text.contains("<!DOCTYPE") {
            return Err(broken(DAMAGED));
        }
        Ok(text)
    }

    /// Goes through the parts that are copied unseen: one that is damaged would damage every document.
    fn sound<'n>(&mut self, names: impl Iterator<Item = &'n String>) -> Result<(), Refusal> {
        let mut left = MOST_COPIED;
        for name in names {
            let part = self.archive.by_name(name).map_err(|_| broken(DAMAGED))?;
            let length =
                std::io::copy(&mut part.take(left + 1), &mut std::io::sink()).map_err(|_| broken(DAMAGED))?;
            let rest = left.checked_sub(length);
            left = rest.ok_or_else(|| broken("解压后超过了 64 MB，不像是 Word 模板"))?;
        }
        Ok(())
    }

    /// The name of the main document.
    #[must_use]
    pub fn main(&self) -> &str {
        &self.main
    }

    /// The parts that may hold tags: the main document, headers, footers and notes.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let stems = ["header", "footer", "footnotes", "endnotes"];
        let is_text = move |name: &str| {
            let stem = name.rsplit('/').next().unwrap_or_default();
            name == self.main || stems.iter().any(|known| stem.starts_with(known)) && !is_a(name, "rels")
        };
        let main = self.texts.get_key_value(&self.main);
        let others = self.texts.iter().filter(move |(name, _)| is_text(name) && **name != self.main);
        main.into_iter().chain(others).map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// A part that was read.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(String::as_str)
    }

    /// Parts of which a document keeps nothing: comments, and what the template says of itself by names of its own.
    fn emptied(&self) -> impl Iterator<Item = (&str, &str)> {
        let is_one = |name: &str| (name.starts_with("word/comments") || name == CUSTOM) && is_a(name, "xml");
        self.texts
            .iter()
            .filter(move |(name, _)| is_one(name))
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// A document made of the template: the parts that were filled in, and what the file says about itself.
    ///
    /// Comments in a template are for those who make it: they go into no document.
    ///
    /// # Errors
    /// Never in practice: everything is in memory.
    pub fn filled(&self, parts: &[(String, String)], core: &str) -> Result<Vec<u8>, Refusal> {
        let mut all: BTreeMap<String, String> =
            self.emptied().map(|(name, text)| (name.to_owned(), emptied(text))).collect();
        all.extend(parts.iter().cloned());
        all.insert(CORE.to_owned(), core.to_owned());
        if self.texts.contains_key(APP) {
            all.insert(APP.to_owned(), NO_APP.to_owned());
        }
        if !self.texts.contains_key(CORE) {
            all.extend(self.with_part(CORE, CORE_TYPE, "_rels/.rels", CORE_RELATION)?);
        }
        self.copy(all)
    }

    /// Content types and relationships with one more part.
    pub(super) fn with_part(
        &self,
        part: &str,
        content_type: &str,
        relations: &str,
        relation: &str,
    ) -> Result<[(String, String); 2], Refusal> {
        const NO_RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>"#;
        let within = |text: &str, tag: &str, more: &str| match text.rfind(&format!("</{tag}>")) {
            Some(at) => {
                let (before, after) = text.split_at(at);
                Ok(format!("{before}{more}{after}"))
            }
            None => Err(broken(DAMAGED)),
        };
        let types = self.text(TYPES).unwrap_or_default();
        let types = within(
            types,
            "Types",
            &format!(r#"<Override PartName="/{part}" ContentType="{content_type}"/>"#),
        )?;
        let known = self.text(relations).unwrap_or(NO_RELATIONS);
        let target = if relations.starts_with("word/") { part.trim_start_matches("word/") } else { part };
        let more = format!(r#"<Relationship Id="rIdHuiwu1" Type="{relation}" Target="{target}"/>"#);
        let known = within(known, "Relationships", &more)?;
        Ok([(TYPES.to_owned(), types), (relations.to_owned(), known)])
    }

    /// A copy with some parts replaced and others added at the end.
    pub(super) fn copy(&self, mut parts: BTreeMap<String, String>) -> Result<Vec<u8>, Refusal> {
        let internal = |error: zip::result::ZipError| Refusal::Broken(error.to_string());
        let mut archive = self.archive.clone();
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        // Level 6 and 1 January 1980, as in the documents of our own making.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(6))
            .last_modified_time(DateTime::default());
        let put = |writer: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str| {
            writer
                .start_file(name, options)
                .and_then(|()| Ok(writer.write_all(text.as_bytes())?))
                .map_err(internal)
        };
        for at in 0..archive.len() {
            let part = archive.by_index_raw(at).map_err(internal)?;
            match parts.remove(part.name()) {
                None => writer.raw_copy_file(part).map_err(internal)?,
                Some(text) => put(&mut writer, part.name(), &text)?,
            }
        }
        for (name, text) in parts {
            put(&mut writer, &name, &text)?;
        }
        Ok(writer.finish().map_err(internal)?.into_inner())
    }
}

const TYPES: &str = "[Content_Types].xml";
const CORE: &str = "docProps/core.xml";
const CORE_TYPE: &str = "application/vnd.openxmlformats-package.core-properties+xml";
const CORE_RELATION: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
const CUSTOM: &str = "docProps/custom.xml";
const APP: &str = "docProps/app.xml";

/// Pages, words, company and hours of work are the template's, not the document's.
const NO_APP: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"></Properties>"#;

fn is_read(name: &str) -> bool {
    let is_xml = is_a(name, "xml") && (name.starts_with("word/") || name.starts_with("docProps/"));
    // Fixed parts of any size are copied unseen.
    let is_fixed =
        ["styles", "theme/", "numbering", "fontTable", "glossary/"].iter().any(|part| name.contains(part));
    name == TYPES || is_a(name, "rels") || is_xml && !is_fixed
}

/// Whether a name has that extension.
fn is_a(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|own| own.eq_ignore_ascii_case(extension))
}

fn is_program(name: &str) -> bool {
    let name = name.to_lowercase();
    name.contains("vbaproject") || name.contains("activex") || is_a(&name, "exe") || is_a(&name, "js")
}

/// A target outside of the package that is fetched when the document is opened; a link that is clicked is none.
fn outside(relations: &str) -> Result<Option<String>, Refusal> {
    let tree = Tree::read(relations)?;
    let found = tree.nodes().iter().find(|node| {
        let is_link = tree.attribute(node, "Type").is_some_and(|of| of.ends_with("/hyperlink"));
        tree.attribute(node, "TargetMode") == Some("External") && !is_link
    });
    Ok(found.map(|node| tree.attribute(node, "Target").unwrap_or_default().to_owned()))
}

/// The name of the part that the content types call the main document.
fn main_part(types: &str) -> Option<String> {
    let tree = Tree::read(types).ok()?;
    let is_main = |of: &str| of.ends_with("wordprocessingml.document.main+xml");
    let node = tree.nodes().iter().find(|node| tree.attribute(node, "ContentType").is_some_and(is_main))?;
    Some(tree.attribute(node, "PartName")?.trim_start_matches('/').to_owned())
}

/// A part with nothing in its root.
fn emptied(text: &str) -> String {
    let Ok(tree) = Tree::read(text) else { return text.to_owned() };
    let Some(root) = tree.nodes().first() else { return text.to_owned() };
    let (head, tail) = (text.get(..root.open.end), text.get(root.close.start..));
    format!("{}{}", head.unwrap_or_default(), tail.unwrap_or_default())
}
