"""Words of the report page and of the jobs behind it."""

REPORT: dict[str, tuple[str, str]] = {
    "report": ("报告", "Report"),
    "report_title": ("年度监测评估报告", "Annual monitoring report"),
    "report_holds": (
        "各项数值和评估结论与页面上同一天所示的一致，由同一批数据算出；文件末尾注明数据版次和内容摘要。",
        "The report is in Chinese. Its numbers and statuses are those of the screen on the same day; each file "
        "names the release and digest of its data.",
    ),
    "report_format_name": ("{name}（{suffix}）", "{name} ({suffix})"),
    "report_holds_title": ("报告内容", "What it contains"),
    "report_blank_note": (
        "存在问题的原因由编写人填写，报告中以【待填写】标出；程序不代写原因。缺数据的指标照列，并写明缺什么。",
        "The causes of problems are for a person to write and are marked as blanks; indicators without data "
        "are listed and say what is missing.",
    ),
    "report_choose": ("生成报告", "Make a report"),
    "report_place": ("地区（代码或名称）", "Place (code or name)"),
    "report_place_cut": (
        "列表只列前{most}个地区；其他地区请直接填写代码或全称。",
        "The list shows the first {most} places; type the code or full name of any other.",
    ),
    "report_members": (
        "含所辖地区：本地区和直接下辖的地区每地一份，打包为一个压缩文件",
        "With the places directly within: a report for each, in one zip file",
    ),
    "report_year": ("年份", "Year"),
    "report_day_today": (
        "数据截至今天（{day}）。要按以前某一天的数据生成，请在页面右上角“按某日查看”中选定日期。",
        "With the data of today ({day}); for a past day use “As of” at the top right of the page.",
    ),
    "report_day_past": (
        "数据截至{day}；此后公布的数值和生效的规划不计入。",
        "With the data known on {day}; later values and plans are left out.",
    ),
    "report_sections": ("内容", "Sections"),
    "report_section_conclusion": ("总体结论", "Conclusion"),
    "report_section_progress": ("主要指标进展", "Progress of the indicators"),
    "report_section_tasks": ("重点任务和重大工程", "Tasks and projects"),
    "report_section_places": ("分地区情况", "By place"),
    "report_section_problems": ("存在问题及原因", "Problems and causes"),
    "report_section_measures": ("下一步措施与督办清单", "Next steps and supervision list"),
    "report_section_changes": ("与上次发布的比较", "Changes since the last publication"),
    "report_section_annexes": ("附表", "Annexes"),
    "report_section_method": ("口径说明", "Definitions and method"),
    "report_format": ("格式", "Format"),
    "report_kind_docx": ("Word", "Word"),
    "report_kind_pdf": ("PDF", "PDF"),
    "report_kind_xlsx": ("Excel", "Excel"),
    "report_kind_pptx": ("幻灯片", "Slides"),
    "report_format_docx": (
        "按公文格式排版，文字、表格和图都可修改；用于修改后上报。",
        "laid out as an official document; text, tables and charts can be edited.",
    ),
    "report_format_pdf": (
        "版面固定，字体嵌入；用于打印和传阅。",
        "fixed layout, fonts embedded; to print and pass on.",
    ),
    "report_format_xlsx": (
        "附表带公式，进度和完成率可逐格核算。",
        "the annexes with live formulas, to check each number.",
    ),
    "report_format_pptx": ("每页一个结论，图可修改；用于汇报。", "a finding a page, with editable charts, to present."),
    "report_template": ("自备Word模板（仅用于Word）", "Own Word template (Word only)"),
    "report_template_none": ("不用模板，按公文格式", "none: official layout"),
    "report_make": ("生成报告", "Make the report"),
    "report_stop": ("取消", "Cancel"),
    "report_progress": ("生成进度", "Progress"),
    "report_download": ("下载：", "Download: "),
    "report_kept": (
        "文件在服务器上保留24小时，期间可再次下载；数据不变，重新生成的内容也不变。",
        "The file is kept for 24 hours; while the data stay the same, so does a new file.",
    ),
    "report_waiting": ("正在排队。", "Waiting."),
    "report_running": ("正在生成。", "Working."),
    "report_collecting": ("正在汇总 {place}", "Collecting {place}"),
    "report_writing": ("正在生成 {place}：{format}", "Writing {place}: {format}"),
    "report_batch": ("正在生成 {place}（{number}/{total}）：{format}", "Writing {place} ({number}/{total}): {format}"),
    "report_saving": ("正在保存文件", "Saving the file"),
    "report_done": ("已生成。", "Done."),
    "report_done_batch": ("已生成{count}个地区的报告。", "Reports of {count} places."),
    "report_done_skipped": (
        "已生成{count}个地区的报告；另有{skipped}个地区没有生成，名单和原因见压缩文件中的“{list}”。",
        "Reports of {count} places; {skipped} places have none: see “{list}” in the zip file.",
    ),
    "report_stopping": ("正在取消……", "Cancelling…"),
    "report_cancelled": ("已取消，没有生成文件。", "Cancelled; no file was made."),
    "report_failed": (
        "程序出了内部错误，没有生成文件，数据没有改动。请重试一次；仍不行时请管理员查看服务日志。",
        "An internal error: no file was made and no data changed. Try again, or ask for the server's log.",
    ),
    "report_lost": (
        "生成到一半时服务重新启动，没有生成文件。请重新生成。",
        "The server was restarted meanwhile; no file was made. Please start again.",
    ),
    "report_gone": (
        "没有这份报告，或已超过24小时被清除。请重新生成。",
        "There is no such report, or it is older than 24 hours. Please make it again.",
    ),
    "report_silent": (
        "服务器没有应答，正在重试……",
        "The server does not answer; trying again…",
    ),
    "report_refused": (
        "请求没有被接受；请刷新本页后再试。",
        "Refused; reload this page and try again.",
    ),
}  # fmt: skip
