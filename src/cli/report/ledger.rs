//! What is said of a ledger of tasks: the ledger comes in; its counts, what is overdue and its files go out.

use super::{MessageFormat, Printer, line, written_text};
use crate::batch::{LedgerReport, State as Standing};
use crate::diag::{Severity, show};
use crate::pipeline::{Date, State};
use serde_json::json;

impl Printer {
    /// The ledger's counts, what is overdue, what is left out and its files.
    pub(in crate::cli) fn ledger(&self, report: &LedgerReport, saved: &[String]) {
        match self.format {
            MessageFormat::Text => self.ledger_text(report, saved),
            MessageFormat::Json => self.ledger_json(report, saved),
        }
    }

    fn ledger_text(&self, report: &LedgerReport, saved: &[String]) {
        let ledger = &report.ledger;
        let counts = ledger.counts();
        line(&format!(
            "督办台账（截至{}）：{}次会议，{}项任务",
            ledger.on.official(),
            ledger.meetings,
            counts.total()
        ));
        for state in [State::Done, State::Underway, State::NotStarted, State::Overdue] {
            line(&format!("  {}　{}项　{}%", state.label(), counts.get(state), counts.percent(state)));
        }
        let late = overdue(report);
        late.iter().take(SHOWN).for_each(|late| line(&format!("  ！{late}")));
        if late.len() > SHOWN {
            line(&format!("  ！另有{}项逾期，见台账", late.len() - SHOWN));
        }
        let left = ledger.left_out;
        if left.later_meetings > 0 {
            line(&format!(
                "没有计入：台账日期之后的{}次会议，其中新交办{}项。",
                left.later_meetings, left.later_tasks
            ));
        }
        if left.unread > 0 {
            line(&format!("没有计入：读不出来或不能计入的会议文件{}份，见上。", left.unread));
        }
        for text in files(report, saved) {
            line(&text);
        }
        self.say_adjusted();
        line(&format!("读了{}个会议：{}。", report.reports.len(), show::summary(&self.found)));
    }

    fn ledger_json(&self, report: &LedgerReport, saved: &[String]) {
        let ledger = &report.ledger;
        for item in &ledger.items {
            let day = |day: Option<Date>| day.map(|day| day.to_string());
            line(
                &json!({
                    "item": item.number, "task": item.task, "unit": item.unit, "owner": item.owner,
                    "origin": item.source.title, "due": day(item.due), "state": item.state.name(),
                    "done": day(item.done), "days_over": item.days_over(ledger.on),
                })
                .to_string(),
            );
        }
        for written in &report.written {
            line(
                &json!({
                    "kind": written.kind.name(), "format": written.format.extension(),
                    "path": written.path.to_string_lossy(), "sha256": written.sha256, "pages": written.pages,
                    "state": if written.state == Standing::New { "written" } else { "unchanged" },
                })
                .to_string(),
            );
        }
        for path in saved {
            line(&json!({ "kind": "supervision-ledger", "path": path }).to_string());
        }
        let counts = ledger.counts();
        let count = |severity| self.found.iter().filter(|found| found.severity == severity).count();
        let left = ledger.left_out;
        line(
            &json!({
                "summary": "ledger", "on": ledger.on.to_string(), "meetings": ledger.meetings,
                "tasks": counts.total(), "done": counts.done, "underway": counts.underway,
                "not_started": counts.not_started, "overdue": counts.overdue, "on_time": counts.on_time,
                "later_meetings": left.later_meetings, "later_tasks": left.later_tasks, "unread": left.unread,
                "errors": count(Severity::Error), "warnings": count(Severity::Warning),
                "notes": count(Severity::Note), "adjusted": self.adjusted_json(),
            })
            .to_string(),
        );
    }
}

/// The overdue tasks that are named on the terminal.
const SHOWN: usize = 10;

/// One line a task, for those who must act first.
fn overdue(report: &LedgerReport) -> Vec<String> {
    let ledger = &report.ledger;
    let late = ledger.items.iter().filter_map(|item| Some((item, item.days_over(ledger.on)?)));
    late.map(|(item, days)| {
        let who = if item.unit.is_empty() { &item.owner } else { &item.unit };
        let parts = [item.number.as_str(), item.task.as_str(), who.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("{}　逾期{days}天", parts.join("　"))
    })
    .collect()
}

/// `督办台账.docx　2页`, with the folder above.
fn files(report: &LedgerReport, saved: &[String]) -> Vec<String> {
    let mut lines: Vec<String> = saved.to_vec();
    if let Some(folder) = &report.folder {
        lines.push(folder.display().to_string());
        lines.extend(report.written.iter().map(written_text));
    }
    lines
}
