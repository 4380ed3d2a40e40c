//! The order in which ECMA-376 wants the children of an element: an element's name comes in, its sequence goes out.

/// The children of an element in schema order; `None` where any order will do or docx-rs keeps the right one.
pub(super) fn children(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "w:pPr" => P_PR,
        "w:rPr" => R_PR,
        "w:pBdr" | "w:tblBorders" | "w:tcBorders" | "w:tblCellMar" | "w:tcMar" => BORDERS,
        "w:tblPr" => TBL_PR,
        "w:trPr" => TR_PR,
        "w:tcPr" => TC_PR,
        "w:sectPr" => SECT_PR,
        "w:style" => STYLE,
        "w:docDefaults" => &["w:rPrDefault", "w:pPrDefault"],
        "w:settings" => SETTINGS,
        _ => return None,
    })
}

/// Whether an element that holds nothing says nothing and is left out.
pub(super) fn is_idle_when_empty(name: &str) -> bool {
    matches!(name, "w:rPr" | "w:pPr" | "w:tcPr" | "w:trPr" | "w:tblBorders" | "w:tcBorders")
}

/// ECMA-376 17.3.1.26 `CT_PPr`.
const P_PR: &[&str] = &[
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
    "w:numPr",
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
];

/// ECMA-376 17.3.2.28 `EG_RPrBase`.
const R_PR: &[&str] = &[
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:caps",
    "w:smallCaps",
    "w:strike",
    "w:dstrike",
    "w:outline",
    "w:shadow",
    "w:emboss",
    "w:imprint",
    "w:noProof",
    "w:snapToGrid",
    "w:vanish",
    "w:webHidden",
    "w:color",
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:effect",
    "w:bdr",
    "w:shd",
    "w:fitText",
    "w:vertAlign",
    "w:rtl",
    "w:cs",
    "w:em",
    "w:lang",
    "w:eastAsianLayout",
    "w:specVanish",
    "w:oMath",
];

/// ECMA-376 17.3.1.24 `CT_PBdr`, 17.4.38 `CT_TblBorders`, 17.4.66 `CT_TcBorders`, 17.4.42 `CT_TblCellMar`.
const BORDERS: &[&str] = &[
    "w:top",
    "w:left",
    "w:start",
    "w:bottom",
    "w:right",
    "w:end",
    "w:between",
    "w:bar",
    "w:insideH",
    "w:insideV",
    "w:tl2br",
    "w:tr2bl",
];

/// ECMA-376 17.4.59 `CT_TblPr`.
const TBL_PR: &[&str] = &[
    "w:tblStyle",
    "w:tblpPr",
    "w:tblOverlap",
    "w:bidiVisual",
    "w:tblStyleRowBandSize",
    "w:tblStyleColBandSize",
    "w:tblW",
    "w:jc",
    "w:tblCellSpacing",
    "w:tblInd",
    "w:tblBorders",
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
];

/// ECMA-376 17.4.81 `CT_TrPr`: any order is valid; this is the one Word writes.
const TR_PR: &[&str] = &["w:cnfStyle", "w:cantSplit", "w:trHeight", "w:tblHeader", "w:jc"];

/// ECMA-376 17.4.69 `CT_TcPr`.
const TC_PR: &[&str] = &[
    "w:cnfStyle",
    "w:tcW",
    "w:gridSpan",
    "w:hMerge",
    "w:vMerge",
    "w:tcBorders",
    "w:shd",
    "w:noWrap",
    "w:tcMar",
    "w:textDirection",
    "w:tcFitText",
    "w:vAlign",
    "w:hideMark",
];

/// ECMA-376 17.6.17 `CT_SectPr`.
const SECT_PR: &[&str] = &[
    "w:headerReference",
    "w:footerReference",
    "w:footnotePr",
    "w:endnotePr",
    "w:type",
    "w:pgSz",
    "w:pgMar",
    "w:paperSrc",
    "w:pgBorders",
    "w:lnNumType",
    "w:pgNumType",
    "w:cols",
    "w:formProt",
    "w:vAlign",
    "w:noEndnote",
    "w:titlePg",
    "w:textDirection",
    "w:bidi",
    "w:rtlGutter",
    "w:docGrid",
];

/// ECMA-376 17.7.4.17 `CT_Style`.
const STYLE: &[&str] = &[
    "w:name",
    "w:aliases",
    "w:basedOn",
    "w:next",
    "w:link",
    "w:autoRedefine",
    "w:hidden",
    "w:uiPriority",
    "w:semiHidden",
    "w:unhideWhenUsed",
    "w:qFormat",
    "w:locked",
    "w:pPr",
    "w:rPr",
    "w:tblPr",
    "w:trPr",
    "w:tcPr",
    "w:tblStylePr",
];

/// ECMA-376 17.15.1.78 `CT_Settings`, as far as it is used.
const SETTINGS: &[&str] = &[
    "w:view",
    "w:zoom",
    "w:mirrorMargins",
    "w:defaultTabStop",
    "w:evenAndOddHeaders",
    "w:characterSpacingControl",
    "w:noLineBreaksAfter",
    "w:noLineBreaksBefore",
    "w:compat",
    "w:docVars",
    "w:themeFontLang",
    "w:decimalSymbol",
    "w:listSeparator",
];
