"""The half-year of an apparel brand that goes online, in English or in Chinese."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from ecsc.assess.verdicts import Remark
from ecsc.compiled import Compiled
from ecsc.plan.aim_types import (
    BreakdownPlan,
    DriverCheck,
    GoalPlan,
    MetricPlan,
    ObjectivePlan,
    ShareOf,
    SmartPlan,
    TargetRow,
    ThresholdsPlan,
)
from ecsc.plan.money_types import BudgetPlan, Commitment, LinePeriod
from ecsc.plan.types import (
    ChannelPlan,
    PersonPlan,
    Plan,
    PolicyPlan,
    ProductPlan,
    PromotionPlan,
    RiskPlan,
    SourcePlan,
    TacticPlan,
    TraceEdge,
)
from ecsc.plan.work_types import (
    MilestonePlan,
    PhasePlan,
    TaskPlan,
    WorkPlan,
)
from ecsc.quantity import Count, Rate, Window
from tests.unit.emit_text.plan_samples import (
    CALENDAR,
    day,
    findings,
    goal,
    head,
    link,
    metric,
    milestone,
    period,
    target,
    task,
    yuan,
)

Namer = Callable[[str, str], str]


def _metrics(t: Namer) -> tuple[MetricPlan, MetricPlan, MetricPlan, MetricPlan]:
    gmv = metric(
        "gmv",
        t("GMV", "成交总额（GMV）"),
        unit="CNY",
        standard="gmv",
        definition=t("Value of all orders placed, before returns", "下单金额，含未付款与退货"),
    )
    conversion = metric(
        "conversion",
        t("Conversion rate", "转化率"),
        formula="orders / visitors",
        aggregation="ratio",
        unit="percent",
        thresholds=ThresholdsPlan(Rate(Decimal("0.025")), Rate(Decimal("0.02"))),
    )
    response = metric(
        "response_time",
        t("Reply time", "客服响应时长"),
        unit="minutes",
        direction="down",
        aggregation="average",
        frequency="weekly",
        thresholds=ThresholdsPlan(Count(Decimal(8)), Count(Decimal(15))),
        source_name=None,
        source=None,
    )
    visitors = metric("visitors", t("Visitors", "访客数"), unit="people", aggregation="distinct")
    return gmv, conversion, response, visitors


def _revenue(t: Namer) -> GoalPlan:
    return goal(
        "revenue_h1",
        t("One million in half a year", "半年线上销售额一百万"),
        metric="gmv",
        baseline=yuan("0"),
        target=yuan("1E+6"),
        start=day("01-01"),
        due=day("06-30"),
        owner="lin_wei",
        supports="online_share",
        smart=(
            SmartPlan("S", "pass"),
            SmartPlan("M", "pass"),
            SmartPlan("A", "warn", (Remark("its planned drivers do not make the target"),)),
            SmartPlan("R", "pass"),
            SmartPlan("T", "pass"),
        ),
        breakdowns=(
            BreakdownPlan(
                ("quarter",),
                (
                    ShareOf({"quarter": "2026-Q1"}, yuan("300000"), Decimal("0.3")),
                    ShareOf({"quarter": "2026-Q2"}, yuan("700000"), Decimal("0.7"), "first_wave_roi"),
                ),
                derived=False,
            ),
        ),
        drivers=DriverCheck(
            "visitors * conversion * aov",
            {
                "visitors": Count(Decimal(400000), "people"),
                "conversion": Rate(Decimal("0.024")),
                "aov": yuan("100"),
            },
            yuan("960000"),
            yuan("40000"),
            "warn",
        ),
        served_by=("shop_design", "list_products"),
    )


def _service(t: Namer) -> GoalPlan:
    return goal(
        "fast_service",
        t("Answer customers within eight minutes", "客服八分钟内响应"),
        type="efficiency",
        metric="response_time",
        baseline=Count(Decimal(15)),
        target=Count(Decimal(8)),
        due=day("05-31"),
        owner="service_team",
        smart=(
            SmartPlan("S", "pass"),
            SmartPlan(
                "M", "undecidable", (Remark("no data source measures {metric}", {"metric": "response_time"}),)
            ),
            SmartPlan("A", "pass"),
            SmartPlan("R", "fail", (Remark("it supports no objective"),)),
            SmartPlan("T", "pass"),
        ),
    )


def _targets(t: Namer) -> tuple[TargetRow, ...]:
    gmv, conversion, response, visitors = _metrics(t)
    taobao = {"channel": "taobao", "channel_name": t("Taobao", "淘宝")}
    douyin = {"channel": "douyin", "channel_name": t("Douyin", "抖音")}
    share: Mapping[str, Any] = {"origin": "conversion_q2", "from_goal": False, "owner": "zhao_min"}
    return (
        target(gmv, "2026-01-01..2026-06-30", yuan("1000000"), stretch=yuan("1200000"), floor=yuan("8E5")),
        target(gmv, "2026-Q1", yuan("180000"), **taobao),
        target(gmv, "2026-Q2", yuan("280000"), **douyin),
        target(gmv, "2026-Q2", yuan("700000")),
        target(gmv, "2026-Q1", yuan("300000")),
        target(gmv, "2026-Q2", yuan("420000"), **taobao),
        target(gmv, "2026-Q1", yuan("120000"), **douyin),
        target(response, "2026-05", Count(Decimal(8)), origin="fast_service", owner="service_team"),
        target(
            conversion,
            "2026-Q2",
            Rate(Decimal("0.022")),
            stretch=Rate(Decimal("0.03")),
            floor=Rate(Decimal("0.018")),
            **douyin,
            **share,
        ),
        target(conversion, "2026-Q2", Rate(Decimal("0.025")), **share),
        target(
            visitors,
            "2026-01-01..2026-06-30",
            Count(Decimal(400000), "people"),
            origin="visitors_h1",
            from_goal=False,
            owner=None,
            scope=t("women 18-30", "18-30岁女性"),
        ),
    )


def _tasks(t: Namer) -> tuple[TaskPlan, ...]:
    return (
        task(
            "shop_design",
            t("Shop design", "店铺视觉设计"),
            "01-05",
            "01-16",
            phase="platform",
            owner="lin_wei",
            duration=Decimal(10),
            buffer=Decimal(1),
            buffer_finish=day("01-19"),
            critical=True,
            status="done",
            serves=("revenue_h1",),
            ready_for=("flash_half",),
            cost=yuan("20000"),
            budget="marketing.brand",
            checklist=(
                t("Colour and type guide approved", "色彩与字体规范已审批"),
                t("50 product pictures licensed", "50张商品图已取得授权"),
            ),
        ),
        task(
            "list_products",
            t("List 50 core products", "上架50款核心商品"),
            "01-12",
            "01-30",
            phase="platform",
            owner="zhao_min",
            duration=Decimal(15),
            buffer=Decimal("1.5"),
            buffer_finish=day("02-03"),
            critical=True,
            status="started",
            after=(link("shop_design", "SS", "+ 5d", binding=True),),
            serves=("revenue_h1", "douyin_feed_ads"),
            due=day("02-06"),
            checklist=(
                t("Titles carry the search words", "标题包含搜索关键词"),
                t("Colours and sizes set up as SKUs", "颜色尺码SKU已设置"),
                t("Detail page states fabric and washing", "详情页注明面料与洗涤说明"),
            ),
        ),
        task(
            "train_service",
            t("Train the service team", "客服培训"),
            "01-12",
            "01-14",
            phase="platform",
            owner="service_team",
            duration=Decimal("2.5"),
            serves=("fast_service",),
        ),
        task(
            "first_wave",
            t("First campaign", "首波推广活动"),
            "02-04",
            "02-25",
            phase="launch",
            owner="zhao_min",
            duration=Decimal(10),
            critical=True,
            after=(link("list_products", binding=True), link("shop_design", "FS", "+ 2d")),
            serves=("revenue_h1",),
            checklist=(t("5 niche bloggers booked", "已签约5位垂直领域博主"),),
        ),
        task(
            "report",
            t("Write the first report", "首份复盘报告"),
            "02-24",
            "02-26",
            phase="launch",
            owner="lin_wei",
            duration=Decimal(2),
            after=(link("first_wave", "FF", "1d"),),
        ),
        task(
            "rush_replenishment",
            t("Rush replenishment", "紧急补货"),
            phase="launch",
            owner="zhao_min",
            duration=Decimal(3),
            contingent=True,
            checklist=(t("Supplier confirms stock", "供应商确认有货"),),
        ),
        task("outlet", t("Open an outlet", "开设奥特莱斯店"), owner="lin_wei", status="dropped"),
        task("loop", t("Wait for itself", "自我等待"), owner=None, after=(link("loop"),)),
    )


def _milestones(t: Namer) -> tuple[MilestonePlan, ...]:
    return (
        milestone(
            "platform_tested",
            t("Shops tested", "平台测试完成"),
            "01-30",
            due=day("02-11"),
            slack=Decimal(8),
            due_as_written="week 6",
            after=(link("list_products"),),
            owner="lin_wei",
        ),
        milestone(
            "first_wave_roi",
            t("First campaign pays", "首波活动回本"),
            "02-25",
            phase="launch",
            due=day("02-20"),
            slack=Decimal(-3),
            critical=True,
            after=(link("first_wave"),),
            criterion="roas >= 1.5",
            serves=("revenue_h1",),
        ),
    )


def _work(t: Namer) -> WorkPlan:
    names: dict[str, Any] = {"platform": t("Build the shops", "平台搭建"), "launch": t("Launch", "上线推广")}
    phases = (
        PhasePlan(
            "platform",
            names["platform"],
            "lin_wei",
            day("01-05"),
            day("01-30"),
            day("02-03"),
            ("shop_design", "list_products", "train_service"),
            (),
        ),
        PhasePlan(
            "launch",
            names["launch"],
            "zhao_min",
            day("02-04"),
            day("02-26"),
            day("02-26"),
            ("first_wave", "report", "rush_replenishment"),
            ("first_wave_roi",),
        ),
    )
    return WorkPlan(
        CALENDAR,
        phases,
        _tasks(t),
        _milestones(t),
        ("shop_design", "list_products", "first_wave"),
        day("01-05"),
        day("02-26"),
        day("03-02"),
        Decimal(2),
    )


def apparel(language: str = "en") -> Compiled:
    """Return the apparel brand's half-year, with Chinese names when `language` is `zh-CN`."""
    zh = language == "zh-CN"

    def t(english: str, chinese: str) -> str:
        return chinese if zh else english

    start = dt.datetime.fromisoformat("2026-05-20T10:00")
    window = Window(start, start + dt.timedelta(hours=2), whole_days=False)
    plan = Plan(
        strategy=head(t("Apparel brand goes online", "服饰品牌线上增长"), language),
        objectives=(
            ObjectivePlan(
                "online_share", t("A fifth of sales online", "线上占比两成"), "lin_wei", ("revenue_h1",), None
            ),
        ),
        metrics=_metrics(t),
        sources=(SourcePlan("shop", "生意参谋", "shop", "sycm", "daily", None),),
        goals=(_revenue(t), _service(t)),
        targets=_targets(t),
        people=(
            PersonPlan("lin_wei", "林薇", "person", None, ("revenue_h1",)),
            PersonPlan("zhao_min", "赵敏", "person", "marketing", ()),
            PersonPlan("service_team", t("Service team", "客服组"), "team", None, ("fast_service",)),
        ),
        work=_work(t),
        budgets=(
            BudgetPlan(
                "marketing",
                t("Marketing", "营销预算"),
                0,
                yuan("500000"),
                yuan("100000"),
                yuan("0"),
                yuan("400000"),
                reserve=False,
                periods=(LinePeriod(period("2026-Q1"), None, yuan("20000.50")),),
                commitments=(
                    Commitment(
                        "tasks",
                        "shop_design",
                        "Shop design",
                        "marketing.brand",
                        yuan("20000"),
                        (yuan("20000"),),
                    ),
                ),
                owner="lin_wei",
            ),
        ),
        channels=(
            ChannelPlan(
                "taobao", t("Taobao", "淘宝"), "marketplace", "taobao", Rate(Decimal("0.05")), None, None
            ),
        ),
        tactics=(
            TacticPlan(
                "douyin_feed_ads",
                t("Douyin feed ads", "抖音信息流广告"),
                "acquire",
                "paid_ads",
                "douyin",
                None,
                yuan("80000"),
                "marketing.douyin",
                ("revenue_h1",),
                "zhao_min",
            ),
        ),
        promotions=(
            PromotionPlan(
                "flash_half",
                t("Half-price flash sale", "5折秒杀"),
                "item",
                "5折",
                window,
                (),
                "marketing.brand",
                100,
                None,
                ("shop_design",),
            ),
        ),
        products=(
            ProductPlan(
                "dress_01",
                t("Dress", "连衣裙"),
                "dress",
                yuan("199"),
                yuan("60"),
                None,
                Count(Decimal("1E+2")),
            ),
        ),
        risks=(
            RiskPlan(
                "stock_out",
                t("Out of stock", "断货"),
                "market",
                "likely",
                "major",
                16,
                "stock < reorder_point",
                "lin_wei",
                (),
                ("rush_replenishment",),
            ),
        ),
        policies=(PolicyPlan("cap", "Cap", "sum(tactics.*.cost) <= 500000", "pass", None),),
        trace=(TraceEdge("tasks.shop_design", "goals.revenue_h1", "serves"),),
    )
    return Compiled(plan, findings())
