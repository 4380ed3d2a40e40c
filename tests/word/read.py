"""Prints what python-docx reads of a file: python3 read.py some.docx"""

import sys

from docx import Document

document = Document(sys.argv[1])
section = document.sections[0]
print("页眉：" + "¶".join(paragraph.text for paragraph in section.header.paragraphs))
for paragraph in document.paragraphs:
    print(paragraph.text)
for table in document.tables:
    for row in table.rows:
        print(" | ".join(cell.text.replace("\n", "¶") for cell in row.cells))
print("页脚：" + "¶".join(paragraph.text for paragraph in section.footer.paragraphs))
