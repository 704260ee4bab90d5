/* The chart on the page: only what can be seen is drawn, anew on every fold, zoom and scroll. */
(() => {
  const gantt = window.page?.gantt, section = document.getElementById("gantt");
  if (!gantt || !section) return;
  const { data, items, blocks, blockOf, el, round, name, told, filled } = gantt;
  const ROW = 28, AHEAD = 6, MARGIN = 16;
  const scroll = section.querySelector(".gantt-scroll"), head = section.querySelector(".gantt-head");
  const corner = section.querySelector(".gantt-corner"), body = section.querySelector(".gantt-body");
  const axis = el("svg", { class: "ecsc-gantt gantt-axis", "aria-hidden": "true" });
  const plane = el("svg", { class: "ecsc-gantt gantt-plane", "aria-hidden": "true" });
  const laneNames = [data.words.retail, data.words.offers].map((words) => {
    const made = document.createElement("span");
    made.className = "lane-name";
    made.textContent = words;
    corner.append(made);
    return made;
  });
  head.append(axis);
  body.before(plane);

  const view = {
    rows: [], placeOf: new Map(), folded: new Set(), marked: null, current: 0, scale: null, day: 1, ROW,
    shown: new Map(),
  };
  const names = () => view.names;

  const tasksIn = (block) => {
    const count = items.slice(block.at, block.at + block.n).filter((one) => one.b).length;
    return count ? filled(data.words.count, { count }) : "";
  };

  /* A row for the keyboard and for readers of the screen, over its shapes. */
  const made = (row, place) => {
    const line = document.createElement("div"), cell = document.createElement("div");
    line.className = row < 0 ? "gantt-row head" : "gantt-row";
    line.setAttribute("role", "row");
    line.setAttribute("aria-rowindex", String(place + 1));
    line.dataset.row = String(row);
    cell.className = "gantt-name";
    cell.setAttribute("role", "rowheader");
    if (row < 0) {
      const button = document.createElement("button");
      button.type = "button";
      button.tabIndex = -1;
      button.className = "fold";
      cell.append(button);
    } else if ((items[row].k ?? 0) & 3) {
      cell.classList.add((items[row].k & 1) ? "is-critical" : "is-near");
    }
    const standing = row < 0 ? 0 : (items[row].k ?? 0) & 12;
    if (standing) {
      const sign = document.createElement("span");
      sign.className = "status";
      sign.textContent = standing & 4 ? "✓" : "►";
      cell.append(sign);
    }
    const text = document.createElement("span");
    text.className = "text";
    text.textContent = name(row);
    text.dir = "auto"; // so that the beginning of a name stays in sight whichever way it runs
    cell.append(text);
    const tag = document.createElement("span");
    tag.className = "tag";
    cell.append(tag);
    line.append(cell);
    const owner = document.createElement("div");
    owner.className = "gantt-owner";
    owner.setAttribute("role", "gridcell");
    owner.dir = "auto";
    owner.textContent = row < 0 ? tasksIn(blocks[-1 - row]) : told(row, 2);
    cell.after(owner);
    return line;
  };

  const tagOf = (row) => {
    const { marked } = view;
    if (!marked) return ["", ""];
    if (row >= 0) {
      if (row === marked.item) return ["self", ""];
      if (marked.up.has(row)) return ["up", `◂ ${data.words.drives}`];
      return marked.down.has(row) ? ["down", `▸ ${data.words.driven}`] : ["", ""];
    }
    if (!view.folded.has(-1 - row)) return ["", ""];
    const inside = (found) => [...found].filter((item) => blockOf[item] === -1 - row).length;
    const up = inside(marked.up), down = inside(marked.down);
    if (up) return ["up", `◂ ${filled(data.words.driveMany, { count: up })}`];
    return down ? ["down", `▸ ${filled(data.words.drivenMany, { count: down })}`] : ["", ""];
  };

  const dress = (line, row, place) => {
    const [kind, words] = tagOf(row), folded = row < 0 && view.folded.has(-1 - row);
    line.style.top = `${place * ROW}px`;
    line.tabIndex = place === view.current ? 0 : -1;
    line.setAttribute("aria-rowindex", String(place + 1));
    line.classList.toggle("up", kind === "up");
    line.classList.toggle("down", kind === "down");
    line.classList.toggle("self", kind === "self");
    line.querySelector(".tag").textContent = words;
    line.setAttribute("aria-level", row < 0 || !blocks[blockOf[row]].h ? "1" : "2");
    if (row >= 0) {
      line.setAttribute("aria-selected", String(view.pinned === true && kind === "self"));
      return;
    }
    const button = line.querySelector("button");
    line.setAttribute("aria-expanded", String(!folded));
    button.setAttribute("aria-expanded", String(!folded));
    button.setAttribute("aria-label", filled(folded ? data.words.unfold : data.words.fold, { name: name(row) }));
    button.textContent = folded ? "▸" : "▾";
  };

  const window_ = () => {
    const top = scroll.scrollTop, first = Math.max(0, Math.floor(top / ROW) - AHEAD);
    const high = Math.max(scroll.clientHeight - view.scale.height, ROW);
    const last = Math.min(view.rows.length - 1, Math.ceil((top + high) / ROW) + AHEAD);
    const left = Math.max(0, scroll.scrollLeft - 200), right = Math.min(view.width, scroll.scrollLeft + scroll.clientWidth + 200);
    return { first, last, left, right };
  };

  const lines = ({ first, last }) => {
    const places = [];
    for (let place = first; place <= last; place++) places.push(place);
    if (view.rows.length && (view.current < first || view.current > last)) places.push(view.current);
    const wanted = new Map(places.sort((one, other) => one - other).map((place) => [view.rows[place], place]));
    for (const [row, line] of view.shown) if (!wanted.has(row)) { line.remove(); view.shown.delete(row); }
    let before = null; // in the order of the rows for who reads on; none is moved, which would cost it the focus
    for (const [row, place] of wanted) {
      let line = view.shown.get(row);
      if (!line) {
        line = made(row, place);
        view.shown.set(row, line);
        if (before) before.after(line); else body.prepend(line);
      }
      dress(line, row, place);
      before = line;
    }
  };

  /* What runs through all rows behind their shapes: phases' stripes, days off, retail days, promotions, the grid. */
  const behind = ({ first, last, left, right }) => {
    const { day, scale } = view, top = first * ROW, high = (last - first + 1) * ROW, parts = [];
    const edge = Math.max(Math.min(right, scale.width), left);
    for (let place = first; place <= last; place++) {
      const y = place * ROW, row = view.rows[place], stripe = row < 0 && !view.folded.has(-1 - row);
      parts.push(stripe ? el("rect", { class: "head", x: left, y, width: edge - left, height: ROW }) : el("path", { class: "hair", d: `M${left} ${y + ROW}H${edge}` }));
    }
    const rect = (kind, from, to) => parts.push(el("rect", { class: kind, x: round(from * day), y: top, width: round((to - from) * day), height: high }));
    const inSight = (from, to) => to * day >= left && from * day <= right;
    if (day >= 1.2) for (const [from, span, holiday] of data.idle) if (inSight(from, from + span)) rect(holiday ? "holiday" : "weekend", from, from + span);
    for (const [from, to] of gantt.tints.offers) if (inSight(from, to)) rect("tint", from, to);
    if (!scale.crowded) {
      for (const [from, to] of gantt.tints.retail) if (inSight(from, to)) rect("season-tint", from, to);
      for (const core of gantt.tints.cores) if (core > 0 && core < data.days && inSight(core, core)) parts.push(el("path", { class: "core", d: `M${round(core * day)} ${top}v${high}` }));
    }
    scale.units.forEach((unit, tier) => {
      for (const [begins] of gantt.cells(unit, tier === 0, left / day, Math.min(right / day, data.days))) {
        if (begins > 0) parts.push(el("path", { class: tier === 0 ? "grid bolder" : tier === scale.units.length - 1 ? "grid" : "grid bold", d: `M${round(begins * day)} ${top}v${high}` }));
      }
    });
    return parts;
  };

  const rest = ({ first, last }) => {
    const { day, scale, marked } = view, parts = [];
    parts.push(...gantt.drawArrows(view.rows, view.placeOf, first, last, ROW, day, marked));
    if (data.today !== undefined) parts.push(el("path", { class: "as-of", d: `M${round(data.today * day)} ${first * ROW}V${(last + 1) * ROW}` }));
    for (let place = first; place <= last; place++) {
      const row = view.rows[place], group = el("g", { "data-row": row });
      group.append(...gantt.drawRow(row, day, (place + 0.5) * ROW, scale.width, row < 0 && view.folded.has(-1 - row)));
      const [kind] = tagOf(row);
      if (kind && row >= 0) group.classList.add("lit", kind);
      parts.push(group);
    }
    return parts;
  };

  const sized = (svg, left, top, width, height, below = 0) => {
    svg.style.left = `${names() + left}px`;
    svg.style.top = `${top + below}px`;
    svg.setAttribute("width", width);
    svg.setAttribute("height", height);
    svg.setAttribute("viewBox", `${left} ${top} ${width} ${height}`);
  };
  const paint = () => {
    const seen = (view.seen = window_());
    const width = Math.max(seen.right - seen.left, 1);
    lines(seen);
    sized(plane, seen.left, seen.first * ROW, width, Math.max((seen.last - seen.first + 1) * ROW, 1), view.scale.height + 1);
    plane.replaceChildren(...behind(seen), ...rest(seen));
    paintAxis();
  };
  const paintAxis = () => {
    const left = Math.max(0, scroll.scrollLeft), right = Math.min(view.width, left + scroll.clientWidth);
    sized(axis, left, 0, Math.max(right - left, 1), view.scale.height);
    gantt.drawAxis(axis, view.scale, left, right);
  };
  const moved = () => {
    view.waiting = false;
    const now = window_(), { seen } = view;
    const inside = now.first + AHEAD > seen.first + 1 && now.last - AHEAD < seen.last - 1 && scroll.scrollLeft >= seen.left && scroll.scrollLeft + scroll.clientWidth - names() <= seen.right;
    const ends = (now.first === 0 ? seen.first === 0 : true) && (now.last === view.rows.length - 1 ? seen.last === now.last : true);
    if (inside && ends) paintAxis(); else paint();
  };
  scroll.addEventListener("scroll", () => {
    if (!view.waiting) { view.waiting = true; requestAnimationFrame(moved); }
  }, { passive: true });

  /* Lay everything out for `day` pixels a day; the day `keep` stays where it was, by default the middle one. */
  view.zoomTo = (day, keep) => {
    view.names = corner.offsetWidth;
    const room = scroll.clientWidth - names() - MARGIN;
    const middle = keep ?? (scroll.scrollLeft + room / 2) / view.day;
    view.day = day ?? Math.max(room, 120) / data.days;
    view.scale = gantt.scaled(view.day);
    view.width = view.scale.width + MARGIN;
    view.frame();
    scroll.scrollLeft = Math.max(0, middle * view.day - room / 2);
    paint();
  };
  view.frame = () => {
    const { scale } = view, tops = [scale.seasons.lanes ? scale.retailTop : -1, scale.above.lanes ? scale.offersTop : -1];
    head.style.height = `${scale.height}px`;
    corner.style.paddingTop = `${17 * (scale.units.length - 1)}px`;
    laneNames.forEach((made, at) => { made.hidden = tops[at] < 0; made.style.top = `${tops[at] + 2}px`; });
    for (const part of [head, body]) part.style.width = `${names() + view.width}px`;
    body.style.height = `${view.rows.length * ROW}px`;
    body.setAttribute("aria-rowcount", String(view.rows.length));
  };
  /* Take other rows; the row that was current stays so where it is still there. */
  view.show = (rows) => {
    const was = view.rows[view.current];
    view.rows = rows;
    view.placeOf = new Map(rows.map((row, place) => [row, place]));
    const stays = view.placeOf.get(was) ?? (was >= 0 ? view.placeOf.get(-1 - blockOf[was]) : undefined);
    view.current = stays ?? Math.min(view.current, Math.max(rows.length - 1, 0));
    if (view.scale) { view.frame(); paint(); }
  };
  view.mark = (marked) => { view.marked = marked; if (view.scale) paint(); };
  /* Bring a row into sight and make it the one that the keyboard is on. */
  view.go = (place, focus = true) => {
    if (!view.rows.length) return;
    view.current = Math.min(Math.max(place, 0), view.rows.length - 1);
    const top = view.current * ROW, high = scroll.clientHeight - view.scale.height;
    if (top < scroll.scrollTop) scroll.scrollTop = top;
    else if (top + ROW > scroll.scrollTop + high) scroll.scrollTop = top + ROW - high;
    const row = view.rows[view.current], one = row < 0 ? blocks[-1 - row].h : items[row];
    if (one.b || one.m !== undefined) {
      const x = (one.b ? one.b[0] : one.m) * view.day, room = scroll.clientWidth - names();
      if (x < scroll.scrollLeft || x > scroll.scrollLeft + room - 20) scroll.scrollLeft = Math.max(0, x - 40);
    }
    paint();
    if (focus) view.shown.get(row)?.focus({ preventScroll: true });
  };
  view.paint = paint;
  Object.assign(gantt, { view, section, body, scroll });
})();
