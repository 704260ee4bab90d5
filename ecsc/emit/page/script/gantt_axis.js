/* The axis of the chart: a scale of days to pixels, its tiers of ticks, and the lanes of retail days and promotions. */
(() => {
  const gantt = window.page?.gantt;
  if (!gantt) return;
  const { data } = gantt;
  const TIER = 17, LANE = 17, GAP = 5, MOST_LANES = 4, LONGEST = 150;
  const LEAST = { day: 15, week: 17, month: 25, quarter: 34 }, DAYS = { day: 1, week: 7, month: 30, quarter: 91 };
  const TIERS = {
    day: ["month", "day"], week: ["quarter", "month", "week"], month: ["year", "quarter", "month"],
    quarter: ["year", "quarter"], year: ["year"],
  };
  const NS = "http://www.w3.org/2000/svg";

  const el = (tag, attributes, text) => {
    const made = document.createElementNS(NS, tag);
    for (const key in attributes) made.setAttribute(key, attributes[key]);
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const round = (value) => Math.round(value * 100) / 100;
  const pen = document.createElement("canvas").getContext("2d"), widths = new Map();
  const wide = (text) => {
    if (!widths.has(text)) {
      pen.font = `10.5px ${getComputedStyle(document.body).fontFamily}`;
      widths.set(text, pen.measureText(text).width);
    }
    return widths.get(text);
  };
  const shorten = (text, room) => {
    if (wide(text) <= room) return text;
    const signs = [...text];
    while (signs.length && wide(`${signs.join("")}…`) > room) signs.pop();
    return signs.length ? `${signs.join("")}…` : "";
  };

  const finest = (day) => Object.keys(LEAST).find((unit) => day * DAYS[unit] >= LEAST[unit] && data.ticks[unit === "day" || unit === "week" ? "month" : unit]) ?? "year";
  const tiers = (day) => TIERS[finest(day)].filter((unit) => unit === "day" || unit === "week" || data.ticks[unit]);

  /* The cells of a tier between two days: where each begins and ends, and its texts, longest first. */
  const cells = (unit, lead, first, last) => {
    const found = [];
    if (unit === "day" || unit === "week") {
      const step = unit === "day" ? 1 : 7;
      let begins = Math.max(0, Math.floor(first));
      if (step === 7) begins -= (((data.from + begins + 3) % 7) + 7) % 7;
      for (; begins < last; begins += step) {
        const words = begins < 0 ? "" : String(new Date((data.from + begins) * 864e5).getUTCDate());
        found.push([Math.max(begins, 0), Math.min(begins + step, data.days), [words]]);
      }
      return found;
    }
    const all = data.ticks[unit];
    all.forEach((tick, at) => {
      const ends = at + 1 < all.length ? all[at + 1][0] : data.days;
      if (ends > first && tick[0] < last) found.push([Math.max(tick[0], 0), ends, lead ? tick[1] : tick[2] ?? tick[1]]);
    });
    return found;
  };

  const form = (found, day) => {
    const whole = found.slice(1, -1).length ? found.slice(1, -1) : found;
    const most = Math.max(0, ...found.map((cell) => cell[2].length));
    for (let n = 0; n < most; n++) {
      if (whole.every((cell) => wide(cell[2][Math.min(n, cell[2].length - 1)]) + 4 <= (cell[1] - cell[0]) * day)) return n;
    }
    return 0;
  };

  /* Stretches of time in lanes, so that no name runs into another; without room the name is left out. */
  const pack = (stretches, day) => {
    const ends = Array(MOST_LANES).fill(-GAP), right = data.days * day;
    const placed = stretches.map(([from, to, name, more]) => {
      const span = Math.max((Math.min(to, data.days) - Math.max(from, 0)) * day, from === to ? 13 : 6);
      const x = Math.min(Math.max(from, 0) * day - (from === to ? 6.5 : 0), right - span);
      let label = shorten(name, LONGEST);
      const inside = wide(label) + 8 <= span && from !== to, after = right - x - span - 4, ahead = x - 4;
      if (!inside && wide(label) > Math.max(after, ahead)) label = shorten(name, Math.max(after, ahead));
      const room = wide(label);
      const at = inside ? x + 4 : room <= after ? x + span + 4 : x - 4 - room;
      let lane = ends.findIndex((end) => end + GAP <= Math.min(x, at));
      if (lane < 0) { lane = MOST_LANES; label = ""; } else ends[lane] = Math.max(x + span, at + room);
      return { x, span, lane, label, at, inside, more, point: from === to };
    });
    return { placed, lanes: Math.max(-1, ...placed.map((one) => one.lane)) + 1 };
  };

  const near = (stretches) => stretches.filter(([from, to]) => to >= 0 && from < data.days);
  const retail = near(data.retail.map(([from, to, core, name, usual]) => [from, to, name, { core, usual }]));
  const offers = near(data.offers);
  const joined = (stretches) => {
    const found = [];
    for (const [from, to] of [...stretches].sort((a, b) => a[0] - b[0])) {
      const last = found.at(-1);
      if (last && from <= last[1]) last[1] = Math.max(last[1], to); else if (from < to) found.push([from, to]);
    }
    return found.map(([from, to]) => [Math.max(from, 0), Math.min(to, data.days)]);
  };
  const tints = { retail: joined(retail), offers: joined(offers), cores: retail.map((one) => one[3].core + 0.5) };

  /* All that depends on the scale alone. */
  const scaled = (day) => {
    const seasons = pack(retail, day), above = pack(offers, day);
    const crowded = seasons.placed.filter((one) => !one.label).length > seasons.placed.length / 4;
    if (crowded) { seasons.placed = []; seasons.lanes = 0; }
    const units = tiers(day);
    const flag = data.today === undefined ? 0 : TIER;
    const retailTop = TIER * units.length + flag;
    const offersTop = retailTop + LANE * seasons.lanes + (seasons.lanes ? 4 : 0);
    const height = offersTop + LANE * above.lanes + (above.lanes ? 4 : 0);
    return { day, units, seasons, above, retailTop, offersTop, height, width: data.days * day, crowded };
  };

  const ribbon = (one, y) => {
    const tip = Math.min(5, one.span / 2), half = (LANE - 3) / 2, flat = round(one.span - 2 * tip);
    const d = `M${round(one.x)} ${y + half}l${tip}-${half}h${flat}l${tip} ${half}l-${tip} ${half}h-${flat}z`;
    return el("path", { class: one.more.usual ? "retail usual" : "retail", d });
  };
  const star = (one, y) => {
    const x = one.x + 6.5, points = [[0, -1], [0.24, -0.32], [0.95, -0.31], [0.38, 0.12], [0.59, 0.81], [0, 0.4], [-0.59, 0.81], [-0.38, 0.12], [-0.95, -0.31], [-0.24, -0.32]];
    return el("path", { class: "launch", d: `M${points.map(([a, b]) => `${round(x + 6.5 * a)} ${round(y + LANE / 2 + 6.5 * b)}`).join("L")}z` });
  };

  /* Draw what stands over the rows between two pixels; labels of broad cells stay in sight. */
  const draw = (svg, scale, left, right) => {
    const { day } = scale, parts = [], first = left / day, last = right / day;
    scale.units.forEach((unit, tier) => {
      const y = TIER * tier, found = cells(unit, tier === 0, first, Math.min(last, data.days)), n = form(found, day);
      parts.push(el("path", { class: "edge", d: `M${left} ${y + TIER}H${Math.min(right, scale.width)}` }));
      for (const [begins, ends, words] of found) {
        const x = begins * day, end = ends * day, from = Math.max(x, left);
        if (x > 0) parts.push(el("path", { class: tier === 0 ? "grid bolder" : "grid", d: `M${round(x)} ${y}V${scale.height}` }));
        const text = words.slice(n).concat(words.slice(-1)).find((one) => one && wide(one) + 4 <= end - from);
        if (!text) continue;
        parts.push(unit === "day" ? el("text", { class: "tick", x: round((x + end) / 2), y: y + 12, "text-anchor": "middle" }, text) : el("text", { class: "tick", x: round(from + 3), y: y + 12 }, text));
      }
    });
    if (data.today !== undefined) {
      const x = round(data.today * day), words = data.words.today, after = x + 5 + wide(words) <= scale.width;
      parts.push(el("path", { class: "as-of", d: `M${x} ${scale.retailTop - TIER + 2}V${scale.height}` }));
      parts.push(el("text", { class: "as-of-text", x: after ? x + 5 : x - 5, y: scale.retailTop - TIER + 12, "text-anchor": after ? "start" : "end" }, words));
    }
    for (const one of scale.seasons.placed) {
      const y = scale.retailTop + 2 + LANE * one.lane;
      parts.push(ribbon(one, y + 1.5));
      if (one.label) parts.push(el("text", { class: one.inside ? "retail-name" : "retail-name aside", x: round(one.at), y: y + 12 }, one.label));
    }
    for (const one of scale.above.placed) {
      const y = scale.offersTop + 2 + LANE * one.lane;
      parts.push(one.point ? star(one, y) : el("rect", { class: "promotion", x: round(one.x), y: y + 1.5, width: round(one.span), height: LANE - 3, rx: 2 }));
      if (one.label) parts.push(el("text", { class: one.inside ? "promo" : "promo aside", x: round(one.at), y: y + 12 }, one.label));
    }
    svg.replaceChildren(...parts);
  };

  Object.assign(gantt, { el, round, wide, cells, scaled, tints, drawAxis: draw });
})();
