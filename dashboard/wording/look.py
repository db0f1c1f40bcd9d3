"""Words of the frame of the pages: theme switch, loading, lost connection."""

LOOK: dict[str, tuple[str, str]] = {
    "to_dark": ("深色", "Dark"),
    "to_light": ("浅色", "Light"),
    "reading_results": ("正在读取监测结果…", "Reading the results…"),
    "needs_script": (
        "本系统的页面需要浏览器运行JavaScript，当前浏览器没有运行。请在浏览器设置中允许本站运行JavaScript后刷新。",
        "These pages need JavaScript, which this browser does not run. Allow it for this site, then reload.",
    ),
    "server_away": (
        "服务器没有回应，页面停在上一次读到的内容。",
        "The server does not answer; this page shows what was read last.",
    ),
    "retry": ("重试", "Try again"),
    "back_home": ("返回总览", "Back to the overview"),
    "heals": (
        "本页每10秒自动重试，不需要操作。",
        "This page tries again every 10 seconds by itself.",
    ),
}
