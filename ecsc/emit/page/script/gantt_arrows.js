/* Dependency arrows: orthogonal ways from one row to another that keep clear of the bars they serve. */
(() => {
  const gantt = window.page?.gantt;
  if (!gantt) return;
  const { el, round, items, BAR, DIAMOND } = gantt;
  const STUB = 6, FS = 0, SS = 1, FF = 2;

  const edges = (one, day, fed) => {
    if (!one.b) return { left: (one.m ?? 0) * day - DIAMOND, right: (one.m ?? 0) * day + DIAMOND, half: DIAMOND };
    const end = fed ?? (one.u ?? one.b)[0] + (one.u ?? one.b)[1];
    return { left: one.b[0] * day, right: end * day, half: BAR / 2 };
  };

  /* Leaves on `side`, passes between two rows and enters from the other side. */
  const around = (out, y, goal, to, height, side) => {
    const between = to - ((to > y ? 1 : -1) * height) / 2, turn = out + side * STUB, arrive = goal - side * (STUB + 2);
    return [[out, y], [turn, y], [turn, between], [arrive, between], [arrive, to], [goal - side, to]];
  };

  const way = (source, target, ends, fed, y, to, height, day) => {
    const out = edges(source, day, fed), goal = edges(target, day);
    if (ends === SS) {
      const side = Math.max(Math.min(out.left, goal.left) - STUB, -STUB);
      return [[out.left, y], [side, y], [side, to], [goal.left - 1, to]];
    }
    if (ends === FF) {
      const side = Math.max(out.right, goal.right) + STUB;
      return [[out.right, y], [side, y], [side, to], [goal.right + 1, to]];
    }
    if (ends !== FS) return around(out.left, y, goal.right, to, height, -1);
    const down = to > y ? 1 : -1, top = to - down * (goal.half + 1);
    const entry = target.m === undefined ? goal.left + Math.min(5, (goal.right - goal.left) / 2) : target.m * day;
    if (source.m === undefined) {
      const back = target.m === undefined ? 3 : day + 1;
      if (entry >= out.right) return [[out.right, y], [entry, y], [entry, top]];
      if (entry >= Math.max(out.left, out.right - back)) return [[entry, y + down * out.half], [entry, top]];
    } else if (entry >= out.right + 2) {
      return [[out.right, y], [entry, y], [entry, top]];
    } else if (entry >= source.m * day) {
      const x = source.m * day, bend = to - (down * height) / 2;
      return [[x, y + down * out.half], [x, bend], [entry, bend], [entry, top]];
    }
    return around(out.right, y, goal.left, to, height, 1);
  };

  const towards = ([x, y], [a, b], length) => {
    const whole = Math.abs(a - x) + Math.abs(b - y);
    return whole ? [x + ((a - x) * length) / whole, y + ((b - y) * length) / whole] : [x, y];
  };
  const far = ([x, y], [a, b]) => Math.abs(a - x) + Math.abs(b - y);
  const bent = (corners) => {
    const parts = [`M${corners[0].map(round).join(" ")}`];
    for (let at = 1; at + 1 < corners.length; at++) {
      const [before, here, after] = corners.slice(at - 1, at + 2), bend = Math.min(4, far(before, here) / 2, far(here, after) / 2);
      parts.push(`L${towards(here, before, bend).map(round).join(" ")}Q${here.map(round).join(" ")} ${towards(here, after, bend).map(round).join(" ")}`);
    }
    return `${parts.join("")}L${corners.at(-1).map(round).join(" ")}`;
  };

  /* The arrows that touch the rows from `first` to `last`, critical and highlighted ones on top. */
  gantt.drawArrows = (order, placeOf, first, last, height, day, marked) => {
    const plain = [], critical = [], lit = [];
    const inChain = (item) => item === marked?.item || marked?.up.has(item) || marked?.down.has(item);
    for (const target of order) {
      if (target < 0) continue;
      const to = placeOf.get(target);
      for (const [on, ends, binding, fed] of items[target].l ?? []) {
        const from = placeOf.get(on);
        if (from === undefined || Math.max(from, to) < first || Math.min(from, to) > last || on === target) continue;
        const d = bent(way(items[on], items[target], ends, fed, (from + 0.5) * height, (to + 0.5) * height, height, day));
        const chained = items[target].v === on && inChain(on) && inChain(target);
        const kind = `link${binding ? " critical-link" : ""}${chained ? " chained" : ""}`;
        const head = `url(#ecsc-gantt-head${binding ? "-critical" : ""})`;
        (chained ? lit : binding ? critical : plain).push(el("path", { class: kind, d, "marker-end": head }));
      }
    }
    return [...plain, ...critical, ...lit];
  };
})();
