/* What a reader chose (zoom, folds, filters), kept in the address behind the section: `#gantt&zoom=week`.

   `page.state.get(key)` is a text, empty where nothing is kept; `page.state.set(key, value)` keeps one, an empty
   one is forgotten; `page.state.watch(heard)` calls `heard` when another address was put in.

   With each change of the address a browser goes through the whole page, so it is written once, when the reader
   pauses; `page.state.write()` writes it at once. Who reloads before that gets the address of before: what is not
   in it yet waits in this tab's storage and is taken from there. */
(() => {
  const page = (window.page = {});
  const kept = new Map(), watching = [];
  const PAUSE = 250;
  let anchor = "", seen = "", waiting = 0;

  const read = () => {
    const parts = location.hash.slice(1).split("&").filter(Boolean);
    seen = location.hash;
    anchor = parts.length && !parts[0].includes("=") ? parts.shift() : "";
    const found = new Map();
    for (const part of parts) {
      const at = part.indexOf("=");
      if (at < 1) continue;
      try { found.set(decodeURIComponent(part.slice(0, at)), decodeURIComponent(part.slice(at + 1))); } catch { /* not ours */ }
    }
    return found;
  };
  const write = () => {
    clearTimeout(waiting);
    waiting = 0;
    if (location.hash !== seen) return; // another one was put in, of which we are about to hear
    const pairs = [...kept].map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
    const hash = [anchor, ...pairs].filter(Boolean).join("&");
    if (hash === seen.slice(1)) return;
    try { history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search); } catch { /* kept for this visit */ }
    seen = location.hash;
  };
  const later = () => { clearTimeout(waiting); waiting = setTimeout(write, PAUSE); };
  const KEY = `ecsc.state.${location.pathname}`;
  addEventListener("pagehide", () => {
    if (!waiting) return;
    const before = location.hash;
    write();
    try { sessionStorage.setItem(KEY, JSON.stringify([before, location.hash])); } catch { /* kept for this visit */ }
  });
  /* Put what the last look at this page left into the address, if that is still the one it was left at. */
  const recover = () => {
    try {
      const [before, after] = JSON.parse(sessionStorage.getItem(KEY)) ?? [];
      sessionStorage.removeItem(KEY);
      if (after !== undefined && location.hash === before) history.replaceState(null, "", after || location.pathname + location.search);
    } catch { /* nothing was left */ }
  };
  const take = (found) => { kept.clear(); for (const [key, value] of found) kept.set(key, value); };

  recover();
  take(read());
  if (anchor && kept.size) document.getElementById(anchor)?.scrollIntoView();
  addEventListener("hashchange", () => {
    const found = read();
    if (!found.size) { write(); return; }
    take(found);
    document.getElementById(anchor)?.scrollIntoView();
    for (const heard of watching) heard();
  });
  page.state = {
    get: (key) => kept.get(key) ?? "",
    set: (key, value) => {
      if ((kept.get(key) ?? "") === String(value || "")) return;
      if (value) kept.set(key, String(value)); else kept.delete(key);
      later();
    },
    write,
    watch: (heard) => { watching.push(heard); },
  };
})();
