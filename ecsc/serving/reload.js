
"use strict";
/* Reloads the page when another one is in force at its path. Losing the server is no change: it comes back. */
(() => {
  const mark = document.querySelector('meta[name="ecsc-live"]');
  if (!mark || !("EventSource" in window)) return;
  const source = new EventSource("/events");
  source.onmessage = (event) => {
    const stamp = JSON.parse(event.data)[mark.dataset.path];
    if (stamp === mark.content) return;
    source.close();
    if (stamp === undefined) location.replace("/"); else location.reload();
  };
  addEventListener("pagehide", () => source.close());
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
