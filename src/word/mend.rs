//! Mending: a part that was filled in comes in, and goes out as Word wants it where everything in a cell or a table vanished.

/// What must hold a paragraph at its end (ECMA-376 17.4.65, 17.10.3, 17.10.4).
const HOLDERS: [&str; 6] =
    ["</w:tc>", "</w:hdr>", "</w:ftr>", "</w:txbxContent>", "</w:footnote>", "</w:endnote>"];

/// Puts an empty paragraph into what must not be without one, and takes out tables without rows.
#[must_use]
pub fn mend(text: String) -> String {
    let text = without_empty_tables(text);
    let mut out = String::new();
    let mut from = 0;
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find("</w:")).map(|found| at + found) {
        let rest = text.get(found..).unwrap_or_default();
        if HOLDERS.iter().any(|holder| rest.starts_with(holder)) && !ends_in_paragraph(text.get(..found)) {
            out.push_str(text.get(from..found).unwrap_or_default());
            out.push_str("<w:p/>");
            from = found;
        }
        at = found + 1;
    }
    if from == 0 {
        return text;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

fn ends_in_paragraph(before: Option<&str>) -> bool {
    let before = before.unwrap_or_default().trim_end();
    if before.ends_with("</w:p>") || before.ends_with("</w:sdt>") {
        return true;
    }
    let last = before.rfind('<').and_then(|at| before.get(at..)).unwrap_or_default();
    last == "<w:p/>"
        || last.starts_with("<w:p ") && last.ends_with("/>")
        || last.starts_with("<w:bookmarkEnd")
}

fn without_empty_tables(mut text: String) -> String {
    let mut at = 0;
    while let Some(end) = text.get(at..).and_then(|rest| rest.find("</w:tbl>")).map(|found| at + found) {
        at = end + 1;
        let before = text.get(..end).unwrap_or_default();
        let start = before.rfind("<w:tbl>").max(before.rfind("<w:tbl "));
        let has_rows = before.trim_end().ends_with("</w:tr>") || before.trim_end().ends_with("</w:sdt>");
        // Without a row nothing in it can be another table.
        if let Some(start) = start.filter(|_| !has_rows) {
            text.replace_range(start..end + "</w:tbl>".len(), "");
            at = start;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_tables_are_never_empty() {
        let of = |text: &str| mend(text.to_owned());
        assert_eq!(of("<w:tc><w:tcPr/></w:tc>"), "<w:tc><w:tcPr/><w:p/></w:tc>");
        assert_eq!(
            of("<w:tc><w:p/></w:tc><w:tc><w:p a=\"b\"/></w:tc>"),
            "<w:tc><w:p/></w:tc><w:tc><w:p a=\"b\"/></w:tc>"
        );
        assert_eq!(
            of("<w:body><w:tbl><w:tblPr/><w:tblGrid/></w:tbl><w:p/></w:body>"),
            "<w:body><w:p/></w:body>"
        );
        let whole = "<w:tbl><w:tblGrid/><w:tr><w:tc><w:p></w:p></w:tc></w:tr></w:tbl>";
        assert_eq!(of(whole), whole);
        let inner = "<w:tc><w:tbl><w:tblPr/></w:tbl></w:tc>";
        assert_eq!(of(inner), "<w:tc><w:p/></w:tc>");
    }
}
