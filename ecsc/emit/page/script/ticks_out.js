/* Ticks on their way out of the browser: as CSV, in a link, on paper with a page each owner; and away with them. */
(() => {
  const ticks = page.ticks;
  if (!ticks) return;
  const { words } = ticks, $ = (id) => document.getElementById(id);

  /* As in the sheets of the other outputs: no cell is a formula (OWASP, CSV injection), RFC 4180, UTF-8 with a mark. */
  const cell = (text) => {
    const line = text.replace(/[\u2068\u2069]/g, "").replace(/\s+/g, " ").trim();
    const safe = /^[=+\-@\t\r＝＋－＠]/.test(line) ? `'${line}` : line;
    return /[",\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const sheet = () => {
    const rows = [words.heading.split("|")];
    for (const { id, input, entry } of ticks.boxes) {
      const name = entry.li.querySelector("b").textContent, text = input.parentElement.textContent;
      rows.push([
        id, input.checked ? words.yes : "", entry.fold.querySelector("h3").textContent,
        entry.owner ? ticks.names.get(entry.owner) ?? entry.owner : "", name, text === name ? "" : text,
      ]);
    }
    return "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
  };
  const save = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([sheet()], { type: "text/csv" }));
    link.download = `${words.strategy}-ticks.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  /* A link names the list it was made of (FNV-1a over the ids) and has a bit for each box, in base 64. */
  const mark = () => {
    let hash = 0x811c9dc5;
    for (const { id } of ticks.boxes) {
      for (const unit of `${id}\n`) hash = Math.imul(hash ^ unit.codePointAt(0), 0x01000193) >>> 0;
    }
    return hash.toString(36);
  };
  const packed = () => {
    const bytes = [];
    ticks.boxes.forEach(({ input }, at) => {
      if (!input.checked || input.disabled) return;
      while (bytes.length <= at >> 3) bytes.push(0);
      bytes[at >> 3] |= 1 << (at & 7);
    });
    const text = btoa(bytes.map((byte) => String.fromCharCode(byte)).join(""));
    return text && `${mark()}.${text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
  };
  const unpacked = (text) => {
    const [from, bits = ""] = text.split(".");
    if (from !== mark()) return null;
    try {
      const bytes = atob(bits.replaceAll("-", "+").replaceAll("_", "/"));
      return ticks.boxes.filter(({ input }, at) => !input.disabled && bytes.charCodeAt(at >> 3) & (1 << (at & 7))).map((box) => box.id);
    } catch { return null; }
  };
  const link = () => {
    page.state.write();
    const parts = location.hash.slice(1).split("&").filter((part) => part.includes("=") && !part.startsWith("ticks="));
    const ticked = packed();
    if (ticked) parts.push(`ticks=${ticked}`);
    return `${location.href.split("#")[0]}#${["checklists", ...parts].join("&")}`;
  };
  const copy = async () => {
    const text = link(), shown = $("tick-link"), field = shown.querySelector("input");
    try {
      await navigator.clipboard.writeText(text);
      ticks.say(words.copied);
      shown.hidden = true;
    } catch {
      field.value = text;
      shown.hidden = false;
      field.select();
    }
  };

  let carried = [];
  const arrived = () => {
    const text = page.state.get("ticks");
    const found = text ? unpacked(text) : [];
    if (found === null) ticks.say(words.other);
    const have = new Set(ticks.ids());
    carried = found ?? [];
    $("tick-carried").hidden = carried.every((id) => have.has(id));
    $("tick-carried").querySelector("span").textContent = words.carried.replace("{n}", carried.length);
  };
  const settle = (take) => {
    if (take && !ticks.replace([...ticks.kept(), ...carried])) ticks.say(words.unkept);
    else ticks.say(words.told, ticks.count().whole);
    page.state.set("ticks", "");
    $("tick-carried").hidden = true;
  };

  const onPaper = () => {
    const paper = document.createElement("section");
    paper.className = "by-owner";
    const chosen = $("tick-owner").value;
    for (const [owner, name] of ticks.names) {
      if (chosen !== "*" && chosen !== `=${owner}`) continue;
      const sheetOf = document.createElement("div");
      sheetOf.append(Object.assign(document.createElement("h2"), { textContent: name }));
      for (const fold of ticks.folds) {
        const blocks = [...fold.querySelectorAll("[data-o]")].filter((one) => one.dataset.o === owner && !one.closest("[hidden]"));
        if (!blocks.length) continue;
        sheetOf.append(Object.assign(document.createElement("h3"), { textContent: fold.querySelector("h3").textContent }));
        const list = document.createElement("ul");
        for (const block of blocks) (block.matches("li") ? list : sheetOf).append(block.cloneNode(true));
        if (list.children.length) sheetOf.append(list);
      }
      if (sheetOf.children.length > 1) paper.append(sheetOf);
    }
    document.getElementById("main").append(paper);
    document.documentElement.classList.add("print-by-owner");
    const away = () => { paper.remove(); document.documentElement.classList.remove("print-by-owner"); };
    addEventListener("afterprint", away, { once: true });
    print();
  };
  const clear = () => {
    if (!confirm(words.sure)) return;
    ticks.say(ticks.replace([]) ? words.cleared : words.unkept);
  };

  const deeds = { export: save, link: copy, print: onPaper, clear, take: () => settle(true), leave: () => settle(false) };
  ticks.root.addEventListener("click", ({ target }) => deeds[target.dataset.do]?.());
  page.state.watch?.(arrived);
  arrived();
})();
