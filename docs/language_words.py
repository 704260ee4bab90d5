"""What the reference of the language says by itself in Chinese; what the schemas say is in the product's catalogues."""

from __future__ import annotations

CHINESE = {
    "The language": "语言参考",
    "A strategy is a folder of YAML files; each may hold any of these sections, and files are split as you like."
    " In a section that is a map, entries stand under their id. A map's entries may be spread over files, each entry"
    " in one; a single section merges by its top keys. The rows are those of the"
    " [handbook coverage](handbook_coverage.md).": "一个策略是一个放 YAML 文件的文件夹；"
    "每个文件可以写下面任何版块，怎么拆分文件随您。"
    "“多个条目”的版块里，每个条目写在自己的 id 下；条目可以分散在几个文件里，但同一条目只能在一个文件里。"
    "“单个”版块按最上一层的键合并。最后一列是[手册条目](handbook_coverage.md)的编号。字段名和编号保留英文。",
    "Every entry also takes `meta:` and keys that start with `x-`, which ecsc leaves alone.": (
        "每个条目还可以写 `meta:` 和以 `x-` 开头的键，ecsc 不读取它们。"
    ),
    "Section": "版块", "Form": "形式", "Ids unique among": "id 在哪里不可重复", "Merges over files": "跨文件合并",
    "What it holds": "内容", "Handbook rows": "手册条目",
    "single": "单个", "map": "多个条目", "map, or a table": "多个条目，或表格", "by top key": "按最上层的键",
    "by entry": "按条目",
    "What the strategy is called, when it runs, how its time is counted": "策略叫什么、何时执行、时间怎么计算",
    "CSV files beside the strategy that fill a section": "放在策略旁边、用来填写某个版块的 CSV 文件",
    "Header": "文件头", "Market": "市场", "Goals": "目标", "Resources": "资源", "Offer": "商品与优惠",
    "Reach": "渠道与推广", "Operations": "运营", "Execution": "执行", "Learning": "学习与改进",
    "Risk": "风险", "Governance": "治理",
    "Field": "字段", "What it says": "说明", "Example": "示例", " (required)": "（必填）",
    " One of {words}.": "可选：{words}。",
    "Standard metrics": "标准指标",
    "`standard:` takes over a shipped definition; any field written beside it overrides it.": (
        "`standard:` 采用自带的定义；写在旁边的字段会覆盖它。"
    ),
    "Name": "名称", "Unit": "单位", "Put together by": "汇总方式", "Better": "好的方向", "Formula": "公式",
    "What it is": "定义", "Mind": "注意", "measured": "直接测量",
    "Retail days": "电商节点",
    "The plan shows the retail days of the strategy's country. `strategy.calendar.retail_days` leaves one out"
    " (`none`), shows one of another country (`known`), moves it or adds your own (its days). The day an event is"
    " named for is fixed; the window around it is announced anew each year. Where a year's window is not known the"
    " usual one stands, marked as provisional.": "计划会显示策略所在国家的电商节点。"
    "`strategy.calendar.retail_days` 可以去掉一个（`none`）、显示别国的一个（`known`）、改动日期，"
    "或添加自己的节点（写上日期）。"
    "节点当天是固定的，前后的活动期每年另行公布；"
    "某一年的活动期尚未公布时，用往年惯例代替，并标明为暂定。",
    "Id": "id", "Shown in": "显示于", "Day": "日期", "Usual window": "惯常活动期", "Windows known": "已知活动期",
    "the day itself": "仅当天", "the day, where nothing is announced": "当天（未公布时）", "the day": "当天",
    "1 day after": "后 1 天", "1 day before": "前 1 天", "{n} days after": "后 {n} 天", "{n} days before": "前 {n} 天",
    "{first} to {last}": "{first} 至 {last}",
    "Where the known windows are from:": "已知活动期的出处：",
    "first day of the first lunar month": "农历正月初一",
    "seventh day of the seventh lunar month": "农历七月初七",
    "fifteenth day of the eighth lunar month": "农历八月十五",
    "{day} March": "3 月 {day} 日", "{day} June": "6 月 {day} 日", "{day} September": "9 月 {day} 日",
    "{day} November": "11 月 {day} 日", "{day} December": "12 月 {day} 日",
    "Friday after the fourth Thursday of November": "11 月第四个星期四之后的星期五",
    "Monday after the fourth Thursday of November": "11 月第四个星期四之后的星期一",
}  # fmt: skip


def told(text: str, language: str, **params: object) -> str:
    """Return a text of the page in a language, its slots filled. Raises `KeyError` where the Chinese is missing."""
    template = text if language == "en" else CHINESE[text]
    return template.format(**params) if params else template
