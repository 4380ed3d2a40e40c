//! Paragraphs: a paragraph and its measure come in, one item a line goes out.

use super::linebreak::{End, Hanging, Line, Measures, Seam, is_one_line, lines, seams};
use super::shape::{Cluster, Piece, Purpose, Setter, retracked, shape, surely_fits};
use super::{Item, Joint};
use crate::document::script::{Script, is_mark, may_hang, script};
use crate::document::{
    Align, Border, Indent, Keep, Line as Drawn, Paragraph, ParagraphStyle, Sheet, Start, Turn,
};
use crate::length::Length;
use crate::page::{Part, Placed, Run, Stroke};

/// Word and LibreOffice set the baseline of an exact line at four fifths of its pitch.
pub(super) fn baseline(pitch: Length) -> Length {
    pitch * 4 / 5
}

/// The column a paragraph is set in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    pub(super) width: Length,
    pub(super) hanging: Hanging,
}

/// The lines of a paragraph.
pub(super) fn items(paragraph: &Paragraph, measure: Measure, setter: &mut Setter<'_, '_>) -> Vec<Item> {
    if let Some(line) = only_line(paragraph, measure, setter) {
        return vec![line];
    }
    lines_of(paragraph, measure, setter)
}

/// The lines of a paragraph that may have more than one.
pub(super) fn lines_of(paragraph: &Paragraph, measure: Measure, setter: &mut Setter<'_, '_>) -> Vec<Item> {
    let broken = broken(paragraph, measure, setter);
    set_lines(paragraph, &broken, measure, setter)
}

/// The measures of the one line of a paragraph that surely has no more; `None` also where it is to be drawn.
pub(super) fn only_line(
    paragraph: &Paragraph,
    measure: Measure,
    setter: &mut Setter<'_, '_>,
) -> Option<Item> {
    if setter.purpose == Purpose::Pages {
        return None;
    }
    let style = setter.sheet.paragraph(paragraph.style);
    let (indent, measures) = measures(paragraph, style, measure);
    if !surely_fits(&paragraph.inlines, style, paragraph.fit.tracking, measures.first, setter) {
        return None;
    }
    setter.number();
    let mut line = [Item { height: style.pitch, ..Item::default() }];
    finish(&mut line, paragraph, style, Column { left: indent.left, width: measures.rest });
    let [line] = line;
    Some(line)
}

/// The lines of a paragraph that is broken into them already.
pub(super) fn set_lines(
    paragraph: &Paragraph,
    broken: &Broken,
    measure: Measure,
    setter: &mut Setter<'_, '_>,
) -> Vec<Item> {
    let sheet = setter.sheet;
    let style = sheet.paragraph(paragraph.style);
    let part = Part::Paragraph(setter.number());
    let Broken { pieces, lines, indent, .. } = broken;
    let rest = measure.width - indent.left - indent.right;
    let align = paragraph.fit.align.unwrap_or(style.align);
    let count = lines.len();
    let mut items: Vec<Item> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let shift = if at == 0 { indent.first_line } else { Length::ZERO };
            let column = Column { left: indent.left + shift, width: rest - shift };
            let look = Look { align, pitch: style.pitch, part };
            let (runs, strokes) = match setter.purpose {
                Purpose::Pages => set(pieces, line, look, column),
                Purpose::Measures => (Vec::new(), Vec::new()),
            };
            let joint = match joint(at, count, style) {
                Joint::Open if at > 0 && keeps_next(paragraph, sheet) => Joint::Within,
                joint => joint,
            };
            Item { height: style.pitch, runs, strokes, joint, ..Item::default() }
        })
        .collect();
    finish(&mut items, paragraph, style, Column { left: indent.left, width: rest });
    items
}

/// A paragraph broken into lines.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) pieces: Vec<Piece>,
    pub(super) lines: Vec<Line>,
    pub(super) indent: Indent,
    /// None of a single line, which nothing parts.
    seams: Vec<Seam>,
}

/// Breaks a paragraph into lines.
pub(super) fn broken(paragraph: &Paragraph, measure: Measure, setter: &mut Setter<'_, '_>) -> Broken {
    let style = setter.sheet.paragraph(paragraph.style);
    let pieces = shape(&paragraph.inlines, style, paragraph.fit.tracking, setter);
    let (indent, measures) = measures(paragraph, style, measure);
    if is_one_line(&pieces, measures.first) {
        let line = Line { pieces: 0..pieces.len(), end: End::Last };
        return Broken { lines: vec![line], pieces, indent, seams: Vec::new() };
    }
    let seams = seams(&pieces);
    Broken { lines: lines(&pieces, &seams, measures), pieces, indent, seams }
}

impl Broken {
    /// The same paragraph with the tracking it has now: what holds its characters together stays.
    pub(super) fn tracked(&self, paragraph: &Paragraph, measure: Measure, sheet: &Sheet) -> Self {
        let style = sheet.paragraph(paragraph.style);
        let pieces = retracked(&self.pieces, style.tracking + paragraph.fit.tracking);
        let (indent, measures) = measures(paragraph, style, measure);
        let seams = self.seams.clone();
        Self { lines: lines(&pieces, &seams, measures), pieces, indent, seams }
    }

    /// Whether the lines of its paragraph would be the same in another measure.
    pub(super) fn holds_in(&self, paragraph: &Paragraph, measure: Measure, sheet: &Sheet) -> bool {
        let (_, measures) = measures(paragraph, sheet.paragraph(paragraph.style), measure);
        lines(&self.pieces, &self.seams, measures) == self.lines
    }
}

fn measures(paragraph: &Paragraph, style: &ParagraphStyle, measure: Measure) -> (Indent, Measures) {
    let indent = paragraph.indent.unwrap_or_else(|| resolve(style)).fitted(measure.width, style.advance());
    let rest = measure.width - indent.left - indent.right;
    (indent, Measures { first: rest - indent.first_line, rest, hanging: measure.hanging })
}

fn resolve(style: &ParagraphStyle) -> Indent {
    let advance = style.advance();
    Indent {
        left: style.left.resolve(advance),
        right: style.right.resolve(advance),
        first_line: style.first_line.resolve(advance),
    }
}

/// No single first or last line of a paragraph stands alone on a page.
fn joint(at: usize, count: usize, style: &ParagraphStyle) -> Joint {
    let alone = at == 1 || (at > 0 && at + 1 == count);
    if at > 0 && (alone || style.keep_lines) { Joint::Closed } else { Joint::Open }
}

/// Space, borders, outline entry and page start go to the first and last line.
fn finish(items: &mut [Item], paragraph: &Paragraph, style: &ParagraphStyle, column: Column) {
    if let Some(first) = items.first_mut() {
        first.before = style.before;
        if let Some(border) = style.border_above {
            let drop = border.width + border.gap;
            lower(first, drop);
            first.strokes.extend(strokes(border, Length::ZERO, column));
        }
        if paragraph.start == Start::NewPage {
            first.joint = Joint::NewPage;
        }
        if let Some(level) = style.outline {
            first.heading = Some((level, paragraph.text().replace(['\n', '\t'], "")));
        }
    }
    if let (Some(last), Some(border)) = (items.last_mut(), style.border_below) {
        let y = last.height + border.gap;
        last.strokes.extend(strokes(border, y, column));
        last.height = y + border.width;
    }
    if let Some(last) = items.last_mut() {
        last.after = style.after;
    }
}

/// Whether the next paragraph must begin on the page on which this one ends.
pub(super) fn keeps_next(paragraph: &Paragraph, sheet: &Sheet) -> bool {
    paragraph.keep == Keep::WithNext || sheet.paragraph(paragraph.style).keep_with_next
}

fn lower(item: &mut Item, by: Length) {
    item.height += by;
    for run in &mut item.runs {
        run.baseline += by;
    }
}

/// A double rule is `width` in all: the thin line and the white space take 0.75 pt each, the thick line the rest.
fn strokes(border: Border, y: Length, column: Column) -> Vec<Stroke> {
    let bar = |y, height| Stroke { x: column.left, y, width: column.width, height, ink: border.ink };
    let thin = Length::pt(0.75);
    let thick = border.width - thin * 2;
    match border.line {
        Drawn::Single => vec![bar(y, border.width)],
        Drawn::ThickThin => vec![bar(y, thick), bar(y + thick + thin, thin)],
        Drawn::ThinThick => vec![bar(y, thin), bar(y + thin * 2, thick)],
    }
}

/// The place of a line in its column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column {
    pub(super) left: Length,
    pub(super) width: Length,
}

/// How the lines of a paragraph are set, and what they are part of.
#[derive(Clone, Copy)]
struct Look {
    align: Align,
    pitch: Length,
    part: Part,
}

fn set(pieces: &[Piece], line: &Line, look: Look, column: Column) -> (Vec<Run>, Vec<Stroke>) {
    let line_pieces = &pieces[line.pieces.clone()];
    let mut parts = line_pieces.splitn(2, |piece| matches!(piece, Piece::Tab));
    let left: Vec<Cluster> = clusters(parts.next().unwrap_or(&[]));
    let seat = Seat { y: baseline(look.pitch), part: look.part };
    // Spaces after a tab push the text in from the edge: they are white to write on.
    let Some(right) = parts.next().map(all_clusters) else {
        let (start, extra) = spread(&left, line.end, look.align, column);
        return place(&left, start, extra, seat);
    };
    let mut out = place(&left, column.left, Extra::NONE, seat);
    // Word and LibreOffice count the tracking after the last character of a tabbed text.
    let tracking = right.last().map_or(Length::ZERO, |cluster| cluster.tracking);
    let start = column.left + column.width - natural(right.iter()) - tracking;
    let (runs, strokes) = place(&right, start, Extra::NONE, seat);
    out.0.extend(runs);
    out.1.extend(strokes);
    out
}

/// Whether each gap of a full line is widened by more than `most` so that the line fills its column.
pub(super) fn is_wider(broken: &Broken, line: &Line, width: Length, most: Length) -> bool {
    let pieces = printed(&broken.pieces[line.pieces.clone()]);
    let glyphs = || pieces.iter().filter_map(glyph);
    let missing = width - natural(glyphs());
    if missing <= most {
        return false;
    }
    let gaps = glyphs().zip(glyphs().skip(1)).filter(|(before, after)| is_gap(before, after));
    // Few lines lack so much that more than a few gaps need be counted.
    !gaps.zip(1..).any(|(_, count)| missing / count <= most)
}

const fn glyph(piece: &Piece) -> Option<&Cluster> {
    match piece {
        Piece::Glyph(cluster) => Some(cluster),
        Piece::Break | Piece::Tab => None,
    }
}

/// The pieces without the spaces that hang at the end; of nothing but spaces the first.
fn printed(pieces: &[Piece]) -> &[Piece] {
    let is_printed = |piece: &Piece| glyph(piece).is_some_and(|cluster| !is_blank(cluster));
    let last = pieces
        .iter()
        .rposition(is_printed)
        .or_else(|| pieces.iter().position(|piece| glyph(piece).is_some()));
    last.and_then(|last| pieces.get(..=last)).unwrap_or_default()
}

const fn is_blank(cluster: &Cluster) -> bool {
    matches!(cluster.text, ' ' | '\u{3000}')
}

fn all_clusters(pieces: &[Piece]) -> Vec<Cluster> {
    pieces.iter().filter_map(glyph).copied().collect()
}

/// The glyphs without the spaces that hang at the end.
fn clusters(pieces: &[Piece]) -> Vec<Cluster> {
    all_clusters(printed(pieces))
}

/// The natural width, without the tracking after the last character.
fn natural<'c>(clusters: impl Iterator<Item = &'c Cluster>) -> Length {
    let (mut width, mut tracking) = (None, Length::ZERO);
    for cluster in clusters {
        // Nothing stands before the first one.
        let before = width.map_or(Length::ZERO, |width: Length| width + tracking + cluster.lead);
        width = Some(before + cluster.cell);
        tracking = cluster.tracking;
    }
    width.unwrap_or_default()
}

/// White space to be shared out among so many gaps.
#[derive(Clone, Copy, Debug)]
struct Extra {
    total: Length,
    gaps: i64,
}

impl Extra {
    const NONE: Self = Self { total: Length::ZERO, gaps: 0 };

    /// What falls to the first `n` gaps.
    fn upto(self, n: i64) -> Length {
        if self.gaps == 0 { Length::ZERO } else { self.total * n / self.gaps }
    }
}

fn spread(clusters: &[Cluster], end: End, align: Align, column: Column) -> (Length, Extra) {
    let slack = column.width - natural(clusters.iter());
    if slack < Length::ZERO
        && let Some(last) = clusters.last().filter(|last| may_hang(last.text))
    {
        return (column.left, squeeze(slack + last.overhang, clusters.len()));
    }
    let justified = match align {
        Align::Justify => end == End::Full,
        Align::Distribute => true,
        Align::Left | Align::Center | Align::Right => false,
    };
    match align {
        _ if justified => {
            let gaps = gaps(clusters).filter(|gap| *gap).count();
            let gaps = i64::try_from(gaps).unwrap_or(0);
            (column.left, Extra { total: slack.max(Length::ZERO), gaps })
        }
        Align::Center => (column.left + slack / 2, Extra::NONE),
        Align::Right => (column.left + slack, Extra::NONE),
        _ => (column.left, Extra::NONE),
    }
}

/// A stop kept at the end of a full line: its white overhangs, and what is still missing is taken from all gaps alike.
fn squeeze(slack: Length, count: usize) -> Extra {
    let gaps = i64::try_from(count.saturating_sub(1)).unwrap_or(0);
    Extra { total: slack.min(Length::ZERO), gaps }
}

/// For each character but the last, whether white space may be added after it: never inside a Latin word, never
/// between a character and the marks on it.
fn gaps(clusters: &[Cluster]) -> impl Iterator<Item = bool> + '_ {
    clusters.windows(2).map(|pair| is_gap(&pair[0], &pair[1]))
}

fn is_gap(before: &Cluster, after: &Cluster) -> bool {
    let is_latin = |cluster: &Cluster| script(cluster.text) == Script::Latin && cluster.text != ' ';
    !(is_latin(before) && is_latin(after) || is_mark(after.text))
}

/// The baseline of a line, and what its text is part of.
#[derive(Clone, Copy, Debug)]
struct Seat {
    y: Length,
    part: Part,
}

/// Places characters from `start` on; the two halves of a —— are joined by a stroke, since faces leave white between them.
fn place(clusters: &[Cluster], start: Length, extra: Extra, seat: Seat) -> (Vec<Run>, Vec<Stroke>) {
    let y = seat.y;
    let mut runs: Vec<Run> = Vec::new();
    let mut strokes = Vec::new();
    let mut dash_end = None;
    let mut x = start;
    let mut passed = 0;
    let mut open = gaps(clusters);
    for (at, cluster) in clusters.iter().enumerate() {
        if at > 0 {
            x += cluster.lead;
        }
        let placed = Placed {
            id: cluster.glyph.id,
            text: cluster.text,
            x: x + extra.upto(passed) + cluster.shift,
            advance: cluster.glyph.advance_at(cluster.size),
        };
        let dash = cluster.dash().map(|ink| (placed.x, ink));
        if let (Some(end), Some((x, [left, bottom, _, top]))) = (dash_end, dash) {
            let (width, height) = (x + left - end, top - bottom);
            strokes.push(Stroke { x: end, y: y - top, width, height, ink: cluster.ink });
        }
        dash_end = dash.map(|(x, [_, _, right, _])| x + right);
        if !runs.last().is_some_and(|run| fits(run, cluster)) {
            let rest = &clusters[at..];
            runs.push(opened(cluster, rest, seat));
        }
        if let Some(run) = runs.last_mut() {
            run.glyphs.push(placed);
        }
        x += cluster.cell + cluster.tracking;
        let is_open = open.next().unwrap_or(false);
        passed += i64::from(is_open || extra.total < Length::ZERO);
    }
    (runs, strokes)
}

/// A run that begins with a character, with room for those of the same look after it.
fn opened(first: &Cluster, rest: &[Cluster], Seat { y, part }: Seat) -> Run {
    let Cluster { glyph, size, ink, .. } = *first;
    let mut run =
        Run { face: glyph.face, size, ink, turn: Turn::None, baseline: y, part, glyphs: Vec::new() };
    run.glyphs.reserve_exact(rest.iter().take_while(|cluster| fits(&run, cluster)).count());
    run
}

fn fits(run: &Run, cluster: &Cluster) -> bool {
    run.face == cluster.glyph.face && run.size == cluster.size && run.ink == cluster.ink
}
