/* What stands in a row of the chart: the shapes of the picture, at the scale of the moment. */
(() => {
  const gantt = window.page?.gantt;
  if (!gantt) return;
  const { el, round, wide, items, blocks } = gantt;
  const BAR = 12, DIAMOND = 7;

  const bar = (kind, [x, span], day, y, height, radius = 2) => {
    const width = Math.max(span * day, 1.5);
    return el("rect", { class: kind, x: round(x * day), y, width: round(width), height, rx: Math.min(radius, width / 2) });
  };
  const path = (kind, d) => el("path", { class: kind, d });
  const diamond = (kind, x, y, half) => path(kind, `M${round(x)} ${y - half}l${half} ${half}l-${half} ${half}l-${half}-${half}z`);
  const endMark = (x, y) => path("forecast-end", `M${round(x)} ${y - 7}V${y + 7}`);
  const foreseen = ([x, span], day, y) => {
    const along = round(span * day), right = round((x + span) * day);
    return [path("forecast", `M${right} ${y - 4.5}h-${along}v9h${along}`), endMark((x + span) * day, y)];
  };

  /* Left and right edge of all that a row shows, in pixels. */
  const reach = (one, day) => {
    const spans = [one.b, one.u, one.f, one.c, one.a, ...(one.q ?? [])].filter(Boolean);
    const edges = spans.flatMap(([x, span]) => [x * day, (x + span) * day]);
    for (const place of [one.d, one.h, one.z]) if (place !== undefined) edges.push(place * day);
    if (one.m !== undefined) {
      edges.push(one.m * day - DIAMOND, one.m * day + DIAMOND);
      if (one.d !== undefined) edges.push(one.d * day - DIAMOND + 2, one.d * day + DIAMOND - 2);
    }
    return [Math.min(...edges), Math.max(...edges)];
  };
  const said = (one, day, y, whole) => {
    if (!one.s) return [];
    const [left, right] = reach(one, day), gap = one.m === undefined ? 12 : 5, kind = one.L ? "said late" : "said";
    if (right + gap + wide(one.s) <= whole) return [el("text", { class: kind, x: round(right + gap), y: y + 4 }, one.s)];
    return [el("text", { class: kind, x: round(left - gap), y: y + 4, "text-anchor": "end" }, one.s)];
  };

  const task = (one, day, y) => {
    const flags = one.k ?? 0, top = y - BAR / 2, parts = [];
    const kind = flags & 1 ? "critical" : flags & 2 ? "task near" : "task";
    if (one.a) parts.push(bar("baseline", one.a, day, y + BAR / 2 + 2, 3, 0));
    if (one.f) {
      const right = (one.f[0] + one.f[1]) * day - 0.5, low = y + BAR / 2 - 1.5;
      parts.push(path("float", `M${round(one.f[0] * day)} ${low}H${round(right)}M${round(right)} ${low - 3}v4.5`));
    }
    for (const span of [one.u, ...(one.q ?? [])]) if (span) parts.push(bar("buffer", span, day, top, BAR, 0));
    if (one.b) parts.push(bar(flags & 4 ? `${kind} done` : kind, one.b, day, top, BAR));
    if (one.p) parts.push(bar("progress", one.p, day, y - 2, 4, 0));
    if (one.c) parts.push(...foreseen(one.c, day, y));
    if (one.d !== undefined) {
      const x = round(one.d * day);
      parts.push(path(one.L ? "due late" : "due", `M${x} ${top - 4}v${BAR + 8}h-3.5m3.5 -${BAR + 8}h-3.5`));
    }
    if (one.t) parts.push(path("tick-mark", one.t.map((place) => `M${round(place * day)} ${y - 4}v8`).join("")));
    if (one.y) parts.push(path("steady", `M${round(one.y[0] * day)} ${y}h${round(one.y[1] * day)}`));
    return parts;
  };

  const stone = (one, day, y) => {
    const x = one.m * day, parts = [];
    if (one.z !== undefined) parts.push(diamond("before", one.z * day, y + 8, 4));
    if (one.d !== undefined && Math.abs(one.d * day - x) > 1) {
      parts.push(path(one.L ? "promise late" : "promise", `M${round(x)} ${y}H${round(one.d * day)}`));
      parts.push(diamond("hollow", one.d * day, y, DIAMOND - 2));
    }
    parts.push(diamond((one.k ?? 0) & 1 ? "stone critical" : "stone", x, y, DIAMOND));
    if (one.h !== undefined) parts.push(path("forecast", `M${round(x + DIAMOND)} ${y}H${round(one.h * day)}`), endMark(one.h * day, y));
    return parts;
  };

  const head = (one, day, y, folded) => {
    const parts = [];
    if (!folded) {
      if (!one.b) return parts;
      const x = round(one.b[0] * day), span = round(one.b[1] * day);
      return [span > 10 ? path("phase", `M${x} ${y - 4}h${span}v8l-4-4h${round(8 - span)}l-4 4z`) : bar("phase", one.b, day, y - 4, 5, 0)];
    }
    if (one.a) parts.push(bar("baseline", one.a, day, y + BAR / 2 + 2, 3, 0));
    if (one.b) parts.push(bar("folded", one.b, day, y - BAR / 2, BAR));
    if (one.u) parts.push(bar("buffer", one.u, day, y - BAR / 2, BAR, 0));
    for (const span of one.x) parts.push(bar("critical", span, day, y - 3.5, 7, 1));
    if (one.c) parts.push(...foreseen(one.c, day, y));
    for (const mark of one.n) parts.push(diamond("stone", mark * day, y, DIAMOND - 2));
    return parts;
  };

  /* The shapes of a row whose middle is at `y`; `whole` is the right edge of the chart in pixels. */
  gantt.drawRow = (row, day, y, whole, folded) => {
    if (row < 0) return head(blocks[-1 - row].h, day, y, folded);
    const one = items[row];
    return [...(one.m === undefined ? task(one, day, y) : stone(one, day, y)), ...said(one, day, y, whole)];
  };
  Object.assign(gantt, { BAR, DIAMOND, reach });
})();
