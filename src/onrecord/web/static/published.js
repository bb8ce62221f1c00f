// Of a published record: marks what an address leads to, copies, and searches the statements of search-index.js.
(() => {
  "use strict";
  const find = (selector, within = document) => [...within.querySelectorAll(selector)];
  const MOST = 100;

  const mark = () => {
    const id = decodeURIComponent(location.hash.slice(1).split(":~:")[0]);
    for (const one of find(".chosen")) one.classList.remove("chosen");
    if (!id) return;
    for (const one of find("[data-in],[data-of],[data-note]")) {
      const { in: inside, of, note } = one.dataset;
      if (inside === id || of === id || note === id) one.classList.add("chosen");
    }
  };
  mark();
  addEventListener("hashchange", mark);

  if (navigator.clipboard) {
    for (const button of find("[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        document.getElementById("told").textContent = "Citation copied.";
      });
    }
  }

  const plain = (words) => (words || "").normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const wordsOf = (words) => plain(words).match(/[\p{L}\p{N}]+/gu) || [];
  const begin = (room) => {
    const rows = onrecordStatements.map(([words, speaker, outlet, published, kind, page]) =>
      ({ words, speaker, outlet, published, kind, page, key: ` ${wordsOf(words).join(" ")} `, who: plain(speaker) }));
    rows.sort((a, b) => (a.published || "9999").localeCompare(b.published || "9999"));
    const make = (tag, name, text) => {
      const one = document.createElement(tag);
      if (name) one.className = name;
      if (text) one.textContent = text;
      return one;
    };
    const line = (row) => {
      const item = make("li"), words = make("p", "words"), link = make("a", "", row.kind === "direct" ? `“${row.words}”` : row.words);
      link.href = row.page;
      words.append(link);
      item.append(make("p", "who", row.speaker || "Speaker unknown"), words,
        make("p", "fact", `${row.outlet || "No outlet known"}, ${row.published || "no date"}, ${row.kind}`));
      return item;
    };
    const show = () => {
      const asked = document.getElementById("words").value.replace(/[“”„«»]/g, '"');
      const terms = (asked.match(/"[^"]+"|[^\s"]+/g) || []).map((one) => ` ${wordsOf(one).join(" ")} `).filter((one) => one.trim());
      const who = plain(document.getElementById("speaker").value);
      const outlet = document.getElementById("outlet").value, kind = document.getElementById("kind").value;
      const found = rows.filter((row) => terms.every((term) => row.key.includes(term)) && row.who.includes(who) &&
        (!outlet || row.outlet === outlet) && (!kind || row.kind === kind));
      const count = `${found.length.toLocaleString("en")} statement${found.length === 1 ? "" : "s"}`;
      document.getElementById("count").textContent = found.length > MOST ? `${count}, the first ${MOST} of which are shown` : count;
      document.getElementById("found").replaceChildren(...found.slice(0, MOST).map(line));
    };
    room.addEventListener("input", show);
    show();
  };
  addEventListener("DOMContentLoaded", () => {
    const room = document.querySelector("[data-published-search]");
    if (room) begin(room);
  });
})();
