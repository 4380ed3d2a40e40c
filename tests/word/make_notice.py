"""Makes notice.docx, the Word template of a unit, with python-docx: python3 make_notice.py notice.docx

Tags spread over runs, two loops inside one another, a row that is there or not, a list in a cell, merged cells, a
header and a footer. Needs python-docx; the tests use the file that lies beside this one.
"""

import sys

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor


def face(run, name):
    run.font.name = name
    run._element.rPr.rFonts.set(qn("w:eastAsia"), name)


def runs(paragraph, *texts):
    """Each text is a run with a look of its own, so that nothing joins them again."""
    for at, text in enumerate(texts):
        run = paragraph.add_run(text)
        run.font.size = Pt(16)
        face(run, "仿宋")
        if at % 2:
            run.font.color.rgb = RGBColor(0x1F, 0x1F, 0x1F)
    return paragraph


def main(path):
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{组织.主办单位}}文件"
    runs(section.footer.paragraphs[0], "联系人：{{组织.", "联系人.姓", "名}}　电话：{{组织.联系人.电话}}")

    title = document.add_heading(level=1)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text in ["{", "{通知", ".标题}", "}"]:
        face(title.add_run(text), "黑体")
    runs(document.add_paragraph(), "{{并列 通知.主送}}", "：")
    runs(
        document.add_paragraph(),
        "　　经研究，定于{{日期 ", "时间.开始}}召开{{会议.名称", "}}。现将有关事项通知如下：",
    )
    runs(document.add_paragraph(), "　　一、时间：{{时间.全文}}。")
    runs(document.add_paragraph(), "　　{{#if 时间.报到}}请于{{时间.报到", "全文}}前报到。{{/if}}")
    runs(document.add_paragraph(), "　　二、地点：{{地点}}。")
    runs(document.add_paragraph(), "　　三、议题：{{去句末 会议.主题}}。")
    runs(document.add_paragraph(), "{{#each ", "议程}}")
    runs(document.add_paragraph(), "　　（{{序号}}）{{去句末 议题}}{{#if 汇报", "}}（{{汇报}}）{{/if}}。")
    runs(document.add_paragraph(), "{{/each}}")
    runs(document.add_paragraph(), "　　{{如有 材料.题名 前=“会议材料：” 后=“。”}}")

    table = document.add_table(rows=5, cols=3)
    table.style = "Table Grid"
    for cell, text in zip(table.rows[0].cells, ["单位", "参会人员", "备注"]):
        runs(cell.paragraphs[0], text)
    one = table.rows[1].cells
    runs(one[0].paragraphs[0], "{{#each 参会", "人员.按单位}}{{单位}}")
    runs(one[1].paragraphs[0], "{{#each 姓名}}{{this}}", "{{#unless @last}}、{{/unless}}{{/each}}")
    runs(one[2].paragraphs[0], "{{/ea", "ch}}")
    slip = table.rows[2].cells
    runs(slip[0].paragraphs[0], "{{#if 通知.回执截止}}回执截止")
    runs(slip[1].merge(slip[2]).paragraphs[0], "{{时刻 通知.回执截止}}{{/if}}")
    tall = table.rows[3].cells[0].merge(table.rows[4].cells[0])
    runs(tall.paragraphs[0], "要求")
    asked = table.rows[3].cells[1].merge(table.rows[3].cells[2])
    runs(asked.paragraphs[0], "{{#each 通知.各项要求}}")
    item = asked.add_paragraph(style="List Number")
    runs(item, "{{去句末 ", "this}}。")
    runs(asked.add_paragraph(), "{{/each}}")
    rest = table.rows[4].cells[1].merge(table.rows[4].cells[2])
    runs(rest.paragraphs[0], "{{#each 参会范围}}{{this}}；{{else}}按名单参会{{/each}}")

    for text in ["{{组织.主办单位}}", "{{日期 通知.日期}}"]:
        runs(document.add_paragraph(), text).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.core_properties.author = "某人"
    document.save(path)


main(sys.argv[1])
