// Keys, searching while one types, copying. Everything else works without this.
(() => {
  "use strict";
  const find = (selector, within = document) => [...within.querySelectorAll(selector)];
  const tell = (words) => { document.getElementById("told").textContent = words; };

  // A form that is live: its results come anew as it changes, and the address with them.
  for (const form of find("form[data-live]")) {
    let timer = 0, asked = 0;
    const address_in = (room) => {
      const given = [...new FormData(form)].filter(([, value]) => value !== "");
      return room + (given.length ? "?" + new URLSearchParams(given) : "");
    };
    const refresh = async () => {
      const address = address_in(location.pathname);
      const mine = ++asked;
      const answer = await fetch(address, { headers: { accept: "text/html" } });
      if (!answer.ok || mine !== asked) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const results = page.getElementById(form.dataset.live);
      document.getElementById(form.dataset.live).replaceWith(results);
      history.replaceState(null, "", address);
      tell(results.querySelector("h2").textContent);
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(refresh, 250); });
    form.addEventListener("submit", (event) => {
      clearTimeout(timer);
      event.preventDefault();
      const other = event.submitter && event.submitter.getAttribute("formaction");
      if (other) location.href = address_in(other);
      else refresh();
    });
  }

  // A part that tells of work that goes on comes anew until it says that it is done.
  const follow = async (part) => {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } }).catch(() => null);
    if (answer && answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const now = page.getElementById(part.id);
      part.replaceWith(now);
      part = now;
    }
    if (part.hasAttribute("data-follow")) setTimeout(() => follow(part), 700);
    else tell(part.textContent.trim().slice(0, 200));
  };
  for (const part of find("[data-follow]")) setTimeout(() => follow(part), 700);

  // Copying, where the browser lets a page do it.
  if (navigator.clipboard) {
    for (const button of find("[data-copy]")) {
      button.hidden = false;
      button.addEventListener("click", async () => {
        await navigator.clipboard.writeText(button.dataset.copy);
        tell("Citation copied.");
        const before = button.textContent;
        button.textContent = "copied";
        setTimeout(() => { button.textContent = before; }, 1500);
      });
    }
  }

  // Dropping files where they can be chosen.
  for (const zone of find("[data-drop]")) {
    const input = zone.querySelector("input[type=file]");
    const on = (yes) => (event) => { event.preventDefault(); zone.classList.toggle("over", yes); };
    zone.addEventListener("dragover", on(true));
    zone.addEventListener("dragleave", on(false));
    zone.addEventListener("drop", (event) => {
      on(false)(event);
      if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; input.dispatchEvent(new Event("change")); }
    });
    input.addEventListener("change", () => {
      zone.querySelector("[data-chosen]").textContent = [...input.files].map((file) => file.name).join(", ");
    });
  }

  // The chosen statement: in an article the words themselves, in a list the row.
  let chosen = -1;
  const rows = () => find("[data-row]");
  const mark = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    for (const one of find(".chosen")) one.classList.remove("chosen");
    if (!id) return;
    for (const one of find("[data-in],[data-of],[data-note]")) {
      const { in: inside, of, note } = one.dataset;
      if (inside === id || of === id || note === id) one.classList.add("chosen");
    }
  };
  const choose = (step) => {
    const all = rows();
    if (!all.length) return;
    const hash = all.findIndex((row) => row.id && row.id === decodeURIComponent(location.hash.slice(1)));
    chosen = Math.max(0, Math.min(all.length - 1, (hash >= 0 && chosen < 0 ? hash : chosen) + step));
    const row = all[chosen];
    for (const one of find(".here")) one.classList.remove("here");
    if (row.classList.contains("anchor")) {
      history.replaceState(null, "", "#" + row.id);
      mark();
      const note = document.querySelector(`[data-note="${CSS.escape(row.id)}"]`);
      if (note) tell(note.innerText.replace(/\s+/g, " "));
      row.scrollIntoView({ block: "center" });
      return;
    }
    row.classList.add("here");
    const link = row.querySelector("a");
    (link || row).focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const current = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    return document.querySelector(`[data-note="${CSS.escape(id)}"]`) || document.querySelector(".here") || document;
  };
  mark();
  if (document.querySelector("[data-queue]") && !location.hash) choose(1);
  addEventListener("hashchange", () => { chosen = -1; mark(); });

  // Words that are selected in an article lead to where they get a role; the server finds their place.
  const offer = document.querySelector("[data-chosen]");
  const selected = () => {
    const selection = getSelection();
    const block = selection.rangeCount && !selection.isCollapsed && selection.getRangeAt(0).startContainer.parentElement.closest(".block");
    const link = block && block.querySelector("[data-missed]");
    if (!link || !selection.toString().trim()) return null;
    return link.href + "&words=" + encodeURIComponent(selection.toString().trim().slice(0, 4000));
  };
  if (offer) document.addEventListener("selectionchange", () => {
    const address = selected();
    offer.hidden = !address;
    if (address) offer.querySelector("a").href = address;
  });

  // Words are given a role: each has its place from the server, so that nothing is counted here.
  for (const form of find("[data-marking]")) {
    const tokens = find(".w", form), group = form.querySelector("[data-tokens]");
    const role = () => form.querySelector("[name=role]:checked").value;
    let first = null, last = null;
    const range = () => { const [a, b] = [first, last].sort((x, y) => x - y); return tokens.slice(a, b + 1); };
    const named = { content: "what is said", source: "who says it", cue: "by which word", "": "no role" };
    const show = () => {
      for (const token of tokens) token.classList.remove("over");
      if (first !== null) for (const token of range()) token.classList.add("over");
    };
    const write = () => {
      for (const name of ["content", "source", "cue"]) {
        const pieces = [];
        tokens.forEach((token, n) => {
          if (token.dataset.role !== name) return;
          const [start, end] = token.dataset.at.split("-");
          const before = n && tokens[n - 1].dataset.role === name && pieces.length;
          if (before) { pieces[pieces.length - 1].end = end; pieces[pieces.length - 1].words += (token.previousSibling && token.previousSibling.nodeType === 3 ? " " : "") + token.textContent; }
          else pieces.push({ start, end, words: token.textContent });
        });
        form.querySelector(`[data-words=${name}]`).value = pieces.map((one) => one.words).join(" … ");
        form.querySelector(`[data-spans=${name}]`).value = pieces.map((one) => `${one.start}-${one.end}`).join(" ");
      }
    };
    const apply = () => {
      if (first === null) return;
      const some = range();
      for (const token of some) { token.dataset.role = role(); token.setAttribute("aria-label", `${token.textContent}, ${named[role()]}`); }
      tell(`${some.map((token) => token.textContent).join(" ")}: ${named[role()]}`);
      write();
    };
    form.querySelector("[data-roles]").hidden = false;
    group.classList.add("live");
    tokens.forEach((token, n) => {
      token.tabIndex = n ? -1 : 0;
      token.setAttribute("role", "button");
      if (token.dataset.role) token.setAttribute("aria-label", `${token.textContent}, ${named[token.dataset.role]}`);
    });
    const go = (to, extend) => {
      last = Math.max(0, Math.min(tokens.length - 1, to));
      if (!extend || first === null) first = last;
      for (const token of tokens) token.tabIndex = -1;
      tokens[last].tabIndex = 0;
      tokens[last].focus();
      show();
    };
    group.addEventListener("keydown", (event) => {
      const at = tokens.indexOf(event.target);
      const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key];
      if (at < 0 || (step === undefined && event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      event.stopPropagation();
      if (step === undefined) { if (last !== at) { first = at; last = at; } apply(); show(); } else go(at + step, event.shiftKey);
    });
    let drawing = false;
    const under = (event) => tokens.indexOf(document.elementFromPoint(event.clientX, event.clientY));
    group.addEventListener("pointerdown", (event) => {
      const at = under(event);
      if (at < 0 || event.button) return;
      drawing = true;
      first = event.shiftKey && first !== null ? first : at;
      last = at;
      show();
    });
    addEventListener("pointermove", (event) => {
      const at = drawing ? under(event) : -1;
      if (at >= 0) { last = at; show(); }
    });
    addEventListener("pointerup", () => { if (drawing) { drawing = false; apply(); first = last = null; show(); } });
    for (const input of find("[data-words]", form)) {
      input.addEventListener("input", () => { form.querySelector(`[data-spans=${input.dataset.words}]`).value = ""; });
    }
  }

  const off = () => { try { return localStorage.getItem("keys") === "off"; } catch { return false; } };
  for (const box of find("[data-keys-off]")) {
    box.checked = off();
    box.addEventListener("change", () => localStorage.setItem("keys", box.checked ? "off" : "on"));
  }
  let going = false;
  const keys = {
    "?": () => { location.href = "/shortcuts"; },
    "/": () => {
      const field = document.querySelector("[data-search]");
      if (field) { field.focus(); field.select(); } else location.href = "/search";
    },
    j: () => choose(1),
    k: () => choose(-1),
    f: () => { const all = find("details.folded"); const open = all.some((one) => !one.open); for (const one of all) one.open = open; },
    c: () => { const button = current().querySelector("[data-copy]"); if (button) button.click(); },
    o: () => { const link = current().querySelector("[data-original]"); if (link) link.click(); },
    m: () => {
      const address = selected();
      const link = current().querySelector("[data-act=m]");
      if (address) location.href = address;
      else if (link) link.click();
    },
    Enter: () => { const link = current().querySelector(".links a"); if (link && document.activeElement === document.body) link.click(); },
  };
  addEventListener("keydown", (event) => {
    const field = event.target.closest("input,select,textarea,[contenteditable]");
    if (event.key === "Escape" && field) { field.blur(); return; }
    if (off() || field || event.ctrlKey || event.metaKey || event.altKey) return;
    if (going) {
      going = false;
      const room = document.querySelector(`nav [data-key="${CSS.escape(event.key)}"]`);
      if (event.key === "h") location.href = "/";
      else if (room) room.click();
      return;
    }
    if (event.key === "g") { going = true; setTimeout(() => { going = false; }, 1500); return; }
    const found = find(`[data-act="${CSS.escape(event.key)}"]`, current())[0] || find(`[data-act="${CSS.escape(event.key)}"]`)[0];
    if (found && !keys[event.key]) {
      event.preventDefault();
      if (found.matches("input:not([type=radio])")) { found.focus(); found.select(); } else found.click();
      return;
    }
    const act = keys[event.key];
    if (act) {
      if (event.key !== "Enter") event.preventDefault();
      act();
    }
  });
})();
