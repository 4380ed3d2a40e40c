//! Seeded faults: a built-in template, what is replaced in it and the code come in; § in the replacement is where the fault
//! must be found.

use huiwu::diag::{Diagnostic, Location};
use huiwu::pack::{Files, Text, builtin_files};
use huiwu::pipeline::Office;

/// Template, what is there, what is put in its place, the code.
const SEEDS: &[(&str, &str, &str, &str)] = &[
    // Misspelt in {{}}.
    ("notice", "<p>{{地点}}。</p>", "<p>{{§地址}}。</p>", "unknown-variable"),
    ("notice", "{{会议.名称}}{{用语.回执名称}}", "{{§会议.名字}}参会回执", "unknown-variable"),
    ("minutes", "{{主持人.全称}}", "{{§主持人.全名}}", "unknown-variable"),
    ("archive-cover", "{{归档.保管期限}}", "{{§归档.期限}}", "unknown-variable"),
    // Misspelt in a helper's values, in an attribute.
    ("notice", "{{日期 时间.开始}}", "{{日期 §时间.开头}}", "unknown-variable"),
    (
        "notice",
        "date=\"{{日期 通知.日期}}\" seal",
        "date=\"{{日期 §通知.成文日期}}\" seal",
        "unknown-variable",
    ),
    // Misspelt in #if, #unless and #each, and inside them.
    ("notice", "{{#if 时间.报到}}", "{{#if §时间.报道}}", "unknown-variable"),
    ("notice", "{{#unless 参会范围}}", "{{#unless §参会的范围}}", "unknown-variable"),
    ("sign-in", "{{#each 参会人员.全部}}", "{{#each §参会人员.所有}}", "unknown-variable"),
    ("roster", "{{#each 参会人员.名单}}", "{{#each §参会人员}}", "unknown-variable"),
    ("sign-in", "{{姓名栏}}", "{{§姓名格}}", "unknown-variable"),
    ("supervision", "{{../会议.名称}}", "{{§会议.名称}}", "unknown-variable"),
    ("supervision", "{{日期 ../督办.日期}}", "{{日期 §../../督办.日期}}", "unknown-variable"),
    ("place-cards", "{{#unless @first}}", "{{#unless §@frist}}", "unknown-variable"),
    (
        "minutes",
        "{{#each 会议意见}}<p>{{this}}</p>",
        "{{#each 会议意见}}<p>{{§this.内容}}</p>",
        "unknown-variable",
    ),
    ("agenda", "<p>{{汇报人}}</p>", "<p>{{§@root.汇报人}}</p>", "unknown-variable"),
    ("agenda", "{{#each 议程}}", "{{#each 议程 as |项|}}{{#if §项.主题}}{{/if}}", "unknown-variable"),
    // Not to be printed as they are.
    ("plan", "{{并列 组织.协办单位}}", "{{§组织.协办单位}}", "unknown-variable"),
    ("plan", "{{主持人.全称}}", "{{§主持人}}", "unknown-variable"),
    // Partials and helpers.
    ("notice", "{{> 密级标志}}", "{{> §密级标识}}", "unknown-partial"),
    ("plan", "{{去句末 方案.经费}}", "{{§去末尾 方案.经费}}", "unknown-helper"),
    ("record", "{{#if 表决}}", "{{#§如果 表决}}", "unknown-helper"),
    ("duties", "{{会议.名称}}", "{{§顿号 会议.名称 会议.主题}}", "unknown-helper"),
    // Tags, attributes, styles.
    ("notice", "<h1>会议地点</h1>", "§<h7>会议地点</h7>", "unknown-tag"),
    ("minutes", "<list label=\"出席\" first=\"yes\">", "<list §lable=\"出席\" first=\"yes\">", "unknown-tag"),
    ("circulation", "<td", "<td align=\"§middle\"", "unknown-tag"),
    ("agenda", "columns=\"11mm 28mm 3fit 2fit 18mm\"", "columns=\"§11mm 28 * 40mm 18mm\"", "unknown-tag"),
    ("agenda", "<th>时长</th></tr>", "<th>时长</th><th/></tr>", "unknown-tag"),
    ("notice", "<h1>会议地点</h1>", "§会议地点：", "unknown-tag"),
    ("sign-in", "style=\"表格标题\"", "style=\"§表格大标题\"", "unknown-style"),
    ("record", "<span style=\"楷体字\">{{姓名}}", "<span style=\"§楷体\">{{姓名}}", "unknown-style"),
    // One brace where two are meant.
    ("notice", "<p>{{地点}}。</p>", "<p>§{地点}。</p>", "unbalanced-template"),
    // Blocks and tags that are not in pairs, or in a wrong order.
    (
        "notice",
        "请于{{时间.报到全文}}前到会报到。{{/if}}",
        "请于{{时间.报到全文}}前到会报到。",
        "unbalanced-template",
    ),
    ("minutes", "{{/each}}\n{{#if 督办.新任务}}", "{{#if 督办.新任务}}", "unbalanced-template"),
    ("agenda", "{{/each}}", "§{{/eech}}", "unbalanced-template"),
    ("plan", "<p>地点：{{地点}}。</p>", "<p>地点：§{{地点}。</p>", "unbalanced-template"),
    ("plan", "<p>地点：{{地点}}。</p>", "§<p>地点：{{地点}}。", "unbalanced-template"),
    ("resolution", "</document>", "§</p></document>", "unbalanced-template"),
    (
        "notice",
        "{{#if 通知.附件}}\n<attachments>",
        "{{#if 通知.附件}}\n<p>§<attachments></p>",
        "unbalanced-template",
    ),
    ("notice", "{{地点}}", "§{{{地点}}}", "unbalanced-template"),
    ("notice", "{{地点}}", "§｛｛地点｝｝", "unbalanced-template"),
    ("notice", "{{日期 时间.开始}}", "{{日期 §“时间.开始”}}", "unbalanced-template"),
];

fn faults(kind: &str, text: &str) -> Vec<Diagnostic> {
    let files = Files {
        name: "某局".to_owned(),
        shown: "某局".to_owned(),
        unit: "名称: 某局\n".into(),
        texts: vec![Text { path: format!("{kind}.hbs"), text: text.to_owned() }],
        words: Vec::new(),
        problems: Vec::new(),
    };
    let mut office = Office::default();
    office.add(vec![files]);
    office.faults("某局").0
}

/// Line and column of a byte of a text, from 1.
fn place(text: &str, at: usize) -> Location {
    let before = text.get(..at).expect("the start of a character");
    let column = before.rsplit('\n').next().expect("a line").chars().count() + 1;
    let number = |number: usize| u32::try_from(number).expect("a small number");
    Location::Text { line: number(before.matches('\n').count() + 1), column: number(column) }
}

#[test]
fn every_seeded_fault_is_found_where_it_is() {
    assert!(SEEDS.len() >= 40);
    let given = builtin_files();
    let mut missed = Vec::new();
    for (kind, from, to, code) in SEEDS {
        let sound = given.text(&format!("{kind}.hbs")).expect("a template");
        assert!(sound.contains(from), "{kind}: {from}");
        let marked = sound.replacen(from, to, 1);
        let at = marked.find('§');
        let text = marked.replace('§', "");
        let found = faults(kind, &text);
        // Without a mark the fault is where what is not ended begins.
        let hit = found.iter().find(|fault| {
            fault.code.name() == *code && at.is_none_or(|at| fault.location == place(&text, at))
        });
        match hit {
            None => {
                let near: Vec<_> =
                    found.iter().map(|it| (it.code.name(), &it.location, &it.message)).collect();
                missed
                    .push(format!("{kind} {to}: wanted {:?}, said {near:?}", at.map(|at| place(&text, at))));
            }
            Some(fault) => {
                assert_eq!(fault.file.as_deref(), Some(format!("某局/{kind}.hbs").as_str()));
                assert!(fault.help.as_deref().is_some_and(|help| !help.is_empty()), "{fault:?}");
                assert!(fault.is_error());
            }
        }
        assert!(found.iter().all(|fault| fault.scope.iter().count() == 1), "{found:#?}");
    }
    assert!(missed.is_empty(), "{} of {} missed:\n{}", missed.len(), SEEDS.len(), missed.join("\n"));
}

/// One block that is not ended is one fault: what comes behind it is not blamed for standing inside.
#[test]
fn what_follows_an_open_block_is_not_blamed() {
    let sound = builtin_files().text("sign-in.hbs").expect("a template").to_owned();
    let last = sound.rfind("{{/each}}").expect("a loop");
    let text = format!("{}{}{{{{地点}}}}", &sound[..last], &sound[last + "{{/each}}".len()..]);
    let found: Vec<_> =
        faults("sign-in", &text).into_iter().map(|fault| (fault.code.name(), fault.message)).collect();
    assert_eq!(found, [("unbalanced-template", "{{#each}} 没有结束".to_owned())]);
}

/// The advice can be followed to the letter.
#[test]
fn what_is_not_printed_is_asked_for_in_words_that_work() {
    let sound = builtin_files().text("notice.hbs").expect("a template").to_owned();
    let begin = sound.find("{{#each 材料.各件}}").expect("a loop");
    let end = begin + sound[begin..].find("{{/each}}").expect("its end") + "{{/each}}".len();
    let without = format!("{}<li>无</li>{}", &sound[..begin], &sound[end..]);
    let found = faults("notice", &without);
    // 会议材料 as a whole and the name of each.
    assert_eq!(found.len(), 2, "{found:#?}");
    for fault in &found {
        let advice = fault.help.as_deref().and_then(|help| help.strip_prefix("请在模板里印出它，如 "));
        assert_eq!(advice, Some("{{#each 材料.各件}}{{名称}}{{/each}}"));
        let with = format!("{}<li>{}</li>{}", &sound[..begin], advice.expect("advice"), &sound[end..]);
        assert_eq!(faults("notice", &with), []);
    }
}

/// Many faults in one file are all found in one go.
#[test]
fn faults_are_found_all_at_once() {
    let mut text = builtin_files().text("notice.hbs").expect("a template").to_owned();
    let seeds = SEEDS.iter().filter(|(kind, _, to, code)| {
        *kind == "notice" && *code != "unbalanced-template" && to.contains('§') && !to.contains("会议地点：")
    });
    let mut count = 0;
    for (_, from, to, _) in seeds {
        if text.contains(from) {
            text = text.replacen(from, &to.replace('§', ""), 1);
            count += 1;
        }
    }
    let found = faults("notice", &text);
    assert!(count >= 7 && found.len() >= count, "{count} seeded, {} found: {found:#?}", found.len());
}
