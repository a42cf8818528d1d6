// What only the browser can do: the language and title of the document, its address, and waiting.
"use strict";

window.hankehaku = (() => {
  const root = document.documentElement;
  const titles = JSON.parse(document.getElementById("hankehaku-titles").textContent);
  const longestInAddress = 1500;
  const kept = "hankehaku-chat";
  let language = root.lang;
  let asked = null;
  let ready = false;
  // What was pressed last in the results, to be focused again when they have changed.
  let last = null;
  // Whether parts that open were left open, by name, and the projects picked for a comparison.
  const opened = new Map();
  const picked = new Set();
  // The id of the card to look at when those of another answer have come.
  let wanted = null;
  let watching = null;
  // An address that a view came from is replaced by that of the view: going back must not end there.
  let arriving = [...new URL(window.location.href).searchParams.keys()].some(isSearch);
  root.dataset.tab =
    new URL(window.location.href).searchParams.get("tab") === "chat" ? "chat" : "search";

  // Gradio sets the document's language to the browser's; the page's own language is meant.
  new MutationObserver(() => {
    if (root.lang !== language) root.lang = language;
  }).observe(root, { attributeFilter: ["lang"] });

  function isSearch(key) {
    return key !== "lang" && key !== "tab";
  }

  function searched(address) {
    return JSON.stringify([...address.searchParams].filter(([key]) => isSearch(key)).sort());
  }

  // Another search is another place in the browser's history; language and tab are not.
  function enter(address) {
    const moved = searched(address) !== searched(new URL(window.location.href));
    const way = moved && !arriving ? "pushState" : "replaceState";
    window.history[way](window.history.state, "", address);
    if (results()?.querySelector("[data-query]")) arriving = false;
  }

  window.addEventListener("popstate", () => window.location.reload());

  function byId(id) {
    return document.getElementById(id);
  }

  function results() {
    return byId("results");
  }

  // The address shows what the results show: the server says by which query.
  function showAddress() {
    const address = new URL(window.location.href);
    const query = results()?.querySelector("[data-query]")?.dataset.query ?? "";
    address.search = query.length <= longestInAddress * 3 ? query : "";
    if (!query && asked && asked.length <= longestInAddress) address.searchParams.set("q", asked);
    address.searchParams.set("lang", language);
    if (root.dataset.tab === "chat") address.searchParams.set("tab", "chat");
    enter(address);
  }

  // Results come whole: what was open stays open, what was picked stays picked.
  function settle() {
    const wide = window.matchMedia("(min-width: 60rem)").matches;
    for (const each of results()?.querySelectorAll("details[data-keep]") ?? []) {
      const name = each.dataset.keep;
      each.open = opened.get(name) ?? (name === "filters" && wide);
      each.addEventListener("toggle", () => opened.set(name, each.open));
    }
    for (const box of results()?.querySelectorAll("[data-pick]") ?? []) {
      box.checked = picked.has(box.dataset.pick);
    }
    showPicked();
  }

  function showPicked() {
    const bar = results()?.querySelector(".compare-bar");
    if (!bar) return;
    bar.hidden = picked.size === 0;
    const link = bar.querySelector("a");
    const { template, few, address } = bar.dataset;
    link.textContent = picked.size < 2 ? few : template.replace("{count}", String(picked.size));
    const ids = [...picked].map((id) => `&id=${encodeURIComponent(id)}`).join("");
    if (picked.size < 2) link.removeAttribute("href");
    else link.setAttribute("href", address + ids);
    for (const box of results().querySelectorAll("[data-pick]")) {
      box.disabled = picked.size >= 5 && !box.checked;
    }
  }

  function pick(box) {
    if (box.checked) picked.add(box.dataset.pick);
    else picked.delete(box.dataset.pick);
    showPicked();
  }

  async function vote(button) {
    const group = button.closest(".vote");
    const { vote: said, project, rank } = button.dataset;
    const body = { question: asked ?? "", project, relevant: said === "yes", rank: Number(rank) };
    for (const each of group.querySelectorAll("button")) each.disabled = true;
    let done = false;
    try {
      const answer = await fetch(`./api/v1/feedback?lang=${language}`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      done = answer.ok;
    } catch {
      done = false;
    }
    group.querySelector(".said").textContent = done ? group.dataset.thanks : group.dataset.failed;
    if (!done) for (const each of group.querySelectorAll("button")) each.disabled = false;
  }

  function ranges(button) {
    const fields = button.closest("fieldset").querySelectorAll("input");
    return Object.fromEntries([...fields].map((field) => [field.name, field.value]));
  }

  function show() {
    root.lang = language;
    root.toggleAttribute("data-asked", Boolean(results()?.querySelector(".result")));
    // Gradio's group of radio buttons has a label, but not as its name.
    const group = byId("language");
    group?.setAttribute("aria-label", group.querySelector("[data-testid=block-info]").textContent);
    const { plain, withQuestion } = titles[language];
    const short = asked && asked.length > 60 ? `${asked.slice(0, 60)}…` : asked;
    document.title = short ? withQuestion.replace("{question}", () => short) : plain;
    showAddress();
  }

  // Moves the reading position, for those who do not see where the page has changed as well.
  function goTo(element) {
    if (!element) return;
    element.setAttribute("tabindex", "-1");
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "start" });
  }

  function goToCard(id) {
    const heading = byId(id);
    for (let at = heading; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    goTo(heading);
  }

  // The conversation is kept in this browser alone, and goes when it is begun anew.
  function remember() {
    const steps = byId("chat-log")?.querySelector(".log")?.dataset.steps ?? "[]";
    try {
      if (steps === "[]") window.localStorage.removeItem(kept);
      else window.localStorage.setItem(kept, steps);
    } catch {
      // a browser that keeps nothing
    }
  }

  function write(field, value) {
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, value);
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function begin() {
    ready = true;
    let steps = null;
    try {
      steps = window.localStorage.getItem(kept);
    } catch {
      // a browser that keeps nothing
    }
    const field = byId("chat-history")?.querySelector("textarea, input");
    if (steps && field) write(field, steps);
    suggesting();
  }

  // Suggestions as one types, by the pattern of a combo box with a list (WAI-ARIA 1.2).
  function suggesting() {
    const box = document.querySelector("#question textarea");
    const texts = titles[language].suggest;
    const list = document.createElement("ul");
    const said = document.createElement("p");
    Object.assign(list, { id: "suggestions", hidden: true });
    list.setAttribute("role", "listbox");
    said.className = "unseen";
    said.setAttribute("role", "status");
    const frame = document.createElement("div");
    frame.className = "hh suggesting";
    frame.append(list, said);
    byId("question").append(frame);
    const names = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id };
    for (const [name, value] of Object.entries({ ...names, "aria-expanded": "false" })) {
      box.setAttribute(name, value);
    }
    let at = -1;
    let timer = 0;
    let latest = 0;
    let found = [];

    function close() {
      at = -1;
      list.hidden = true;
      box.setAttribute("aria-expanded", "false");
      box.removeAttribute("aria-activedescendant");
    }

    function mark(place) {
      at = place;
      [...list.children].forEach((item, number) => {
        item.setAttribute("aria-selected", String(number === at));
        if (number === at) item.scrollIntoView({ block: "nearest" });
      });
      if (at < 0) box.removeAttribute("aria-activedescendant");
      else box.setAttribute("aria-activedescendant", `suggestion-${at}`);
    }

    function take(place) {
      const each = found[place];
      close();
      latest += 1;
      if (each.kind === "project") {
        const path = `./hanke/${encodeURIComponent(each.id)}?lang=${language}`;
        window.location.assign(path);
        return;
      }
      write(box, each.text);
      // what was written is not to be completed again
      latest += 1;
      box.focus();
      byId("search-button").click();
    }

    function offer(suggestions) {
      const { label, count, kinds } = titles[language].suggest ?? texts;
      found = suggestions;
      list.setAttribute("aria-label", label);
      list.replaceChildren(
        ...found.map((each, number) => {
          const item = document.createElement("li");
          const kind = document.createElement("span");
          const name = document.createElement("span");
          Object.assign(item, { id: `suggestion-${number}` });
          item.setAttribute("role", "option");
          item.setAttribute("aria-selected", "false");
          name.textContent = each.text;
          if (each.kind === "project") name.lang = "fi";
          kind.textContent = kinds[each.kind];
          kind.className = "note";
          item.append(name, " ", kind);
          item.addEventListener("mousedown", (event) => {
            event.preventDefault();
            take(number);
          });
          return item;
        }),
      );
      at = -1;
      list.hidden = found.length === 0;
      box.setAttribute("aria-expanded", String(found.length > 0));
      said.textContent = found.length ? count.replace("{count}", String(found.length)) : "";
    }

    box.addEventListener("input", () => {
      window.clearTimeout(timer);
      const typed = box.value.trim();
      const number = (latest += 1);
      if (typed.length < 2 || typed.length > 60) {
        close();
        return;
      }
      timer = window.setTimeout(async () => {
        try {
          const query = new URLSearchParams({ q: typed, lang: language });
          const answer = await fetch(`./api/v1/suggest?${query}`);
          const body = answer.ok ? await answer.json() : { suggestions: [] };
          if (number === latest && document.activeElement === box) offer(body.suggestions);
        } catch {
          close();
        }
      }, 150);
    });
    box.addEventListener(
      "keydown",
      (event) => {
        if (list.hidden) {
          if (event.key === "Enter") latest += 1;
          return;
        }
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) {
          event.preventDefault();
          const places = found.length + 1;
          mark(((at + 1 + step + places) % places) - 1);
        } else if (event.key === "Enter" && at >= 0) {
          event.preventDefault();
          event.stopPropagation();
          take(at);
        } else if (["Escape", "Enter", "Tab"].includes(event.key)) {
          if (event.key === "Escape") event.preventDefault();
          latest += 1;
          close();
        }
      },
      true,
    );
    box.addEventListener("blur", () => {
      latest += 1;
      close();
    });
  }

  function isWaiting() {
    return Boolean(document.querySelector("#results[aria-busy], #chat[aria-busy]"));
  }

  return {
    busy() {
      results()?.setAttribute("aria-busy", "true");
    },
    shown(newLanguage, question, isNew) {
      language = newLanguage in titles ? newLanguage : language;
      if (isNew) asked = question && question.trim() ? question.trim() : null;
      settle();
      show();
      results()?.removeAttribute("aria-busy");
      if (!ready) begin();
      root.dataset.hankehaku = "ready";
      if (!isNew || asked === null) return;
      // On a phone the results start below the examples.
      const top = results()?.getBoundingClientRect().top ?? 0;
      if (top > window.innerHeight * 0.7) results().scrollIntoView({ block: "start" });
    },
    pressedDone() {
      settle();
      show();
      results()?.removeAttribute("aria-busy");
      const same = results()?.querySelector("[aria-invalid]") ?? (last && results()?.querySelector(last));
      // what was pressed may be gone, and a new page is read from its beginning
      if (same) same.focus({ preventScroll: true });
      else goTo(results()?.querySelector("[role=status]"));
    },
    tab(name) {
      // Gradio selects its first tab while the page is being made.
      if (root.dataset.hankehaku !== "ready") return;
      root.dataset.tab = name;
      showAddress();
    },
    // A press on something in the results or in the conversation: the server hears what is meant.
    pressed(event, trigger) {
      const target = event.target;
      if (event.type === "keydown") {
        if (event.key === "Enter" && target.matches(".range input")) {
          event.preventDefault();
          target.closest("fieldset").querySelector("button").click();
        }
        return;
      }
      if (event.type === "change") {
        if (target.matches("[data-pick]")) pick(target);
        else if (target.matches("select[data-act]") && !isWaiting()) {
          last = `select[data-act="${target.dataset.act}"]`;
          trigger("click", { act: target.dataset.act, key: target.value });
        } else if (target.matches("input[data-act]") && !isWaiting()) {
          last = `input[data-key="${CSS.escape(target.dataset.key)}"]`;
          trigger("click", { act: target.dataset.act, key: target.dataset.key });
        }
        return;
      }
      const cite = target.closest("a.cite");
      const button = target.closest("button");
      if (cite) {
        event.preventDefault();
        const card = cite.getAttribute("href").slice(1);
        const turn = byId("chat-beside")?.querySelector(".beside")?.dataset.turn;
        if (turn === cite.dataset.turn) goToCard(card);
        else if (!isWaiting()) {
          wanted = card;
          trigger("click", { act: "show", key: cite.dataset.turn });
        }
      } else if (button?.dataset.vote) vote(button);
      else if (button && "unpick" in button.dataset) {
        picked.clear();
        settle();
      } else if (button?.dataset.act && !isWaiting()) {
        const { act, key } = button.dataset;
        wanted = null;
        last = act === "range" ? 'button[data-act="range"]' : null;
        trigger("click", act === "range" ? { act, key, values: ranges(button) } : { act, key });
      }
    },
    waits() {
      const log = byId("chat-log");
      const newest = () => [...log.querySelectorAll(".turn")].at(-1);
      const before = newest()?.dataset.turn;
      byId("chat")?.setAttribute("aria-busy", "true");
      watching?.disconnect();
      // An answer may take its time to grow: it is looked at when it begins.
      watching = new MutationObserver(() => {
        const turn = newest();
        if (!turn || turn.dataset.turn === before) return;
        watching.disconnect();
        if (document.activeElement?.closest("#chat-question")) {
          turn.scrollIntoView({ block: "start" });
        } else goTo(turn.querySelector(".asked"));
      });
      watching.observe(log, { attributes: true, childList: true, subtree: true });
    },
    talked() {
      byId("chat")?.removeAttribute("aria-busy");
      watching?.disconnect();
      remember();
      if (wanted) goToCard(wanted);
      wanted = null;
    },
    restored() {
      remember();
    },
    begun() {
      wanted = null;
      remember();
      document.querySelector("#chat-question textarea")?.focus();
    },
  };
})();
