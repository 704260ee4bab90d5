"""Plans built by hand for the pictures' tests, scheduled by a small calculator of their own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Literal

from msgspec.structs import fields, replace

from ecsc.compiled import Compiled
from ecsc.plan.types import PersonPlan, Plan, PromotionPlan, StrategyHead
from ecsc.plan.work_types import (
    CalendarPlan,
    DayOff,
    LinkPlan,
    MilestonePlan,
    PhasePlan,
    TaskPlan,
    WorkPlan,
)
from ecsc.quantity import Period, Window

D = dt.date
CNY_2026 = (
    *(DayOff(D(2026, 2, 15) + dt.timedelta(days=n), "春节") for n in range(9)),
    DayOff(D(2026, 1, 1), "元旦"),
    DayOff(D(2026, 4, 6), "清明节"),
    DayOff(D(2026, 5, 1), "劳动节"),
)
CALENDAR = CalendarPlan((0, 1, 2, 3, 4), CNY_2026, (D(2026, 2, 14), D(2026, 2, 28)), (), Decimal(8))


def works(day: dt.date, calendar: CalendarPlan = CALENDAR) -> bool:
    """Return whether `day` is worked."""
    if day in calendar.extra_workdays:
        return True
    return day.weekday() in calendar.workweek and day not in {off.date for off in calendar.holidays}


def later(day: dt.date, days: int) -> dt.date:
    """Return the working day `days` after `day`, which counts as 0 when it is worked."""
    while not works(day):
        day += dt.timedelta(days=1)
    while days:
        day += dt.timedelta(days=1)
        days -= works(day)
    return day


def link(on: str, ends: Literal["FS", "SS", "FF", "SF"] = "FS", binding: bool = False) -> LinkPlan:
    return LinkPlan(on, ends, "", binding)


def task(key: str, start: dt.date | None, days: int = 5, **changes: object) -> TaskPlan:
    """Return a task of `days` working days from `start`."""
    finish = later(start, days - 1) if start else None
    base = TaskPlan(
        id=key,
        name=key,
        phase=None,
        owner=None,
        status="planned",
        start=start,
        finish=finish,
        buffer_finish=finish,
        late_start=start,
        late_finish=finish,
        duration=Decimal(days),
        buffer=Decimal(0),
        total_float=Decimal(0),
        free_float=Decimal(0),
        deadline_float=None,
        critical=False,
        driver=None,
        after=(),
        due=None,
        ready_for=(),
        serves=(),
        cost=None,
        budget=None,
        checklist=(),
        contingent=False,
        description=None,
    )
    return replace(base, **changes)


def milestone(key: str, date: dt.date | None, **changes: object) -> MilestonePlan:
    base = MilestonePlan(
        id=key,
        name=key,
        phase=None,
        owner=None,
        date=date,
        due=None,
        due_as_written=None,
        slack=None,
        critical=False,
        driver=None,
        after=(),
        criterion=None,
        serves=(),
        description=None,
    )
    return replace(base, **changes)


def phase(key: str, name: str = "", **changes: object) -> PhasePlan:
    return replace(PhasePlan(key, name or key, None, None, None, None, (), ()), **changes)


def promotion(key: str, first: dt.date, last: dt.date, name: str = "") -> PromotionPlan:
    start, end = (dt.datetime.combine(day, dt.time()) for day in (first, last + dt.timedelta(days=1)))
    return PromotionPlan(key, name or key, "shop", "", Window(start, end, True), (), None, None, None, ())


def plan(
    tasks: Iterable[TaskPlan] = (),
    milestones: Iterable[MilestonePlan] = (),
    phases: Sequence[PhasePlan] = (),
    promotions: Iterable[PromotionPlan] = (),
    *,
    name: str = "Sample",
    period: tuple[dt.date, dt.date] = (D(2026, 1, 1), D(2026, 6, 30)),
    people: Iterable[tuple[str, str]] = (),
    project_buffer: int = 0,
    calendar: CalendarPlan = CALENDAR,
) -> Plan:
    """Return a plan of the given work."""
    tasks, milestones = tuple(tasks), tuple(milestones)
    first, last = period
    starts = [item.start for item in tasks if item.start]
    ends = [item.finish for item in tasks if item.finish]
    buffered = [item.buffer_finish for item in tasks if item.buffer_finish]
    head = StrategyHead(
        "sample",
        name,
        None,
        Period(first, last, "range", f"{first}..{last}"),
        "CNY",
        "Asia/Shanghai",
        "zh-CN",
        1,
        None,
        "0" * 64,
    )
    buffer_finish = max(buffered, default=None)
    if buffer_finish and project_buffer:
        buffer_finish = later(buffer_finish, project_buffer)
    work = WorkPlan(
        calendar,
        tuple(phases),
        tasks,
        milestones,
        (),
        min(starts, default=None),
        max(ends, default=None),
        buffer_finish,
        Decimal(project_buffer),
    )
    persons = tuple(PersonPlan(key, label, "person", None, ()) for key, label in people)
    parts: dict[str, Any] = {field.name: () for field in fields(Plan) if field.required}
    parts |= {"strategy": head, "people": persons, "work": work, "promotions": tuple(promotions)}
    return Plan(**parts)


def compiled(plan: Plan) -> Compiled:
    return Compiled(plan, ())


PEOPLE = (("lin_wei", "林薇"), ("zhao_min", "赵敏"), ("chen_bo", "陈博"), ("agency", "星河代运营"))

_HALF_YEAR = (
    # id, name, phase, owner, days, buffer, waits for
    ("research", "市场与竞品调研", "prepare", "lin_wei", 8, 1, ()),
    ("positioning", "品牌定位与目标人群画像", "prepare", "lin_wei", 5, 1, ("research",)),
    ("budget_plan", "年度预算与 KPI 分解", "prepare", "lin_wei", 4, 0, ("research",)),
    ("licences", "资质与商标备案", "prepare", "chen_bo", 12, 1, ()),
    ("shop_design", "店铺视觉设计", "platform", "zhao_min", 10, 1, ("positioning",)),
    ("taobao_shop", "淘宝旗舰店开通", "platform", "chen_bo", 8, 1, ("licences",)),
    ("douyin_shop", "抖音小店开通", "platform", "chen_bo", 6, 1, ("licences",)),
    ("erp", "ERP 与库存对接(含退换货流程)", "platform", "agency", 15, 2, ("taobao_shop",)),
    ("photos", "50 款核心商品拍摄与详情页制作", "platform", "agency", 14, 1, ("shop_design:SS",)),
    ("list_products", "核心商品上架", "platform", "zhao_min", 7, 1, ("photos", "taobao_shop")),
    ("payment", "支付与风控测试", "platform", "chen_bo", 4, 0, ("erp",)),
    ("service", "客服团队培训", "launch", "agency", 8, 1, ("budget_plan",)),
    ("content", "小红书与抖音内容储备", "launch", "zhao_min", 18, 2, ("positioning",)),
    ("influencers", "达人签约", "launch", "zhao_min", 12, 1, ("content:SS",)),
    ("first_wave", "首轮投放", "launch", "zhao_min", 10, 1, ("list_products", "payment", "influencers")),
    ("review_1", "首轮复盘与 ROI 核算", "launch", "lin_wei", 3, 0, ("first_wave",)),
    ("live_studio", "自播间搭建", "growth", "agency", 10, 1, ("douyin_shop",)),
    ("live_daily", "日播启动", "growth", "agency", 15, 2, ("live_studio", "review_1")),
    ("members", "会员体系上线", "growth", "chen_bo", 12, 1, ("erp",)),
    ("stock_618", "618 备货", "growth", "chen_bo", 12, 1, ("review_1",)),
    ("price_check", "618 价格与叠券核验", "growth", "lin_wei", 4, 0, ("stock_618:SS",)),
    ("warmup_618", "618 预热", "growth", "zhao_min", 8, 1, ("stock_618", "price_check")),
    ("run_618", "618 正式期", "growth", "zhao_min", 12, 0, ("warmup_618",)),
    ("review_h1", "上半年复盘", "growth", "lin_wei", 5, 0, ("run_618:FF",)),
)


def half_year() -> Plan:
    """Return two dozen tasks over half a year, in Chinese, with everything the picture can show."""
    done: dict[str, TaskPlan] = {}
    for key, name, where, owner, days, buffer, waits in _HALF_YEAR:
        start = D(2026, 1, 5)
        links = []
        for wait in waits:
            on, _, ends = wait.partition(":")
            before = done[on]
            assert before.start
            assert before.buffer_finish
            if ends == "SS":
                start = max(start, later(before.start, 3))
            elif ends == "FF":
                start = max(start, later(before.start, max(0, int(before.duration or 0) - days + 3)))
            else:
                start = max(start, later(before.buffer_finish + dt.timedelta(days=1), 0))
            links.append(link(on, ends or "FS"))  # type: ignore[arg-type]
        made = task(key, later(start, 0), days, name=name, phase=where, owner=owner, after=tuple(links))
        assert made.finish
        done[key] = replace(made, buffer=Decimal(buffer), buffer_finish=later(made.finish, buffer))
    critical = {
        "research",
        "positioning",
        "shop_design",
        "photos",
        "list_products",
        "first_wave",
        "review_1",
        "stock_618",
        "warmup_618",
        "run_618",
        "review_h1",
    }
    tasks = []
    for item in done.values():
        vital = item.id in critical
        assert item.buffer_finish
        slack = 0 if vital else 3 + len(item.name) % 9
        bound = tuple(replace(one, binding=vital and one.on in critical) for one in item.after)
        tasks.append(
            replace(
                item,
                critical=vital,
                after=bound,
                total_float=Decimal(slack),
                late_finish=later(item.buffer_finish, slack),
                latest_buffer_finish=later(item.buffer_finish, slack),
                status="done"
                if item.id in {"research", "licences"}
                else "started"
                if item.id in {"positioning", "budget_plan"}
                else "planned",
                due=D(2026, 4, 3) if item.id == "payment" else None,
            )
        )
    tasks.append(
        task("crisis", None, 5, name="舆情应对小组启动", owner="lin_wei", contingent=True, phase="growth")
    )
    tasks.append(task("second_supplier", None, 10, name="启用备用供应商", owner="chen_bo", contingent=True))
    tasks.append(task("offline", None, 6, name="线下快闪店", status="dropped"))
    shop, wave = done["payment"].buffer_finish, done["review_1"].finish
    stones = (
        milestone(
            "tested",
            shop,
            name="平台测试通过",
            phase="platform",
            due=D(2026, 4, 10),
            slack=Decimal(6),
            after=(link("payment"), link("list_products")),
        ),
        milestone(
            "roi",
            wave,
            name="首轮投放 ROI ≥ 1.5",
            phase="launch",
            due=D(2026, 3, 25),
            slack=Decimal(-3),
            critical=True,
            after=(link("review_1", binding=True),),
        ),
        milestone(
            "h1",
            done["review_h1"].finish,
            name="上半年收官",
            phase="growth",
            slack=Decimal(0),
            due=done["review_h1"].finish,
            critical=True,
            after=(link("review_h1", binding=True),),
        ),
    )
    names = (("prepare", "筹备"), ("platform", "平台搭建"), ("launch", "首发"), ("growth", "增长与大促"))
    phases = tuple(phase(key, label, owner="lin_wei") for key, label in names)
    promotions = (
        promotion("women", D(2026, 3, 5), D(2026, 3, 8), "女神节满减"),
        promotion("flash", D(2026, 5, 20), D(2026, 5, 20), "520 半价秒杀"),
        promotion("coupon", D(2026, 5, 1), D(2026, 6, 20), "满199减30"),
        promotion("p618", D(2026, 6, 1), D(2026, 6, 18), "618 大促"),
        promotion("later", D(2029, 11, 1), D(2029, 11, 11), "双11 远期"),
    )
    return plan(
        sorted(tasks, key=lambda item: str(item.start or "z")),
        stones,
        phases,
        promotions,
        name="服装品牌线上化:2026 上半年电商策略",
        people=PEOPLE,
        project_buffer=3,
    )


def many(tasks: int, phases: int, *, critical_every: int = 7, linked: bool = True) -> Plan:
    """Return a large plan: `tasks` spread over `phases` phases, some of them critical."""
    start = D(2026, 1, 5)
    made = []
    for index in range(tasks):
        where = index * phases // tasks if phases else None
        first = later(start + dt.timedelta(days=index * 500 // max(tasks, 1)), 0)
        critical = bool(critical_every) and (where if phases else index) % critical_every == 0  # type: ignore[operator]
        links = (link(f"t{index - 1}", binding=critical),) if index and linked else ()
        made.append(
            task(
                f"t{index}",
                first,
                3 + index % 9,
                name=f"Task number {index}",
                phase=f"p{where}",
                owner="lin_wei",
                critical=critical,
                after=links,
            )
        )
    groups = [phase(f"p{index}", f"Phase {index}") for index in range(phases)]
    return plan(
        made, (), groups, name=f"{tasks} tasks", people=PEOPLE, period=(D(2026, 1, 1), D(2027, 6, 30))
    )
