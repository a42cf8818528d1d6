// What only the browser can do: the language and title of the document, its address, and waiting.
"use strict";

window.hankehaku = (() => {
  const root = document.documentElement;
  const titles = JSON.parse(document.getElementById("hankehaku-titles").textContent);
  const longestInAddress = 1500;
  let language = root.lang;
  let asked = null;
  // The id of the card to look at when those of another answer have come.
  let wanted = null;
  let watching = null;
  root.dataset.tab =
    new URL(window.location.href).searchParams.get("tab") === "chat" ? "chat" : "search";

  // Gradio sets the document's language to the browser's; the page's own language is meant.
  new MutationObserver(() => {
    if (root.lang !== language) root.lang = language;
  }).observe(root, { attributeFilter: ["lang"] });

  function byId(id) {
    return document.getElementById(id);
  }

  function results() {
    return byId("results");
  }

  function showAddress() {
    const address = new URL(window.location.href);
    address.searchParams.set("lang", language);
    address.searchParams.delete("q");
    if (asked && asked.length <= longestInAddress) address.searchParams.set("q", asked);
    address.searchParams.delete("tab");
    if (root.dataset.tab === "chat") address.searchParams.set("tab", "chat");
    window.history.replaceState(window.history.state, "", address);
  }

  function show() {
    root.lang = language;
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
      show();
      results()?.removeAttribute("aria-busy");
      root.dataset.hankehaku = "ready";
      if (!isNew || asked === null) return;
      // On a phone the results start below the examples.
      const top = results()?.getBoundingClientRect().top ?? 0;
      if (top > window.innerHeight * 0.7) results().scrollIntoView({ block: "start" });
    },
    dropped() {
      results()?.removeAttribute("aria-busy");
      // the button that was pressed is gone
      goTo(results()?.querySelector("[role=status]"));
    },
    tab(name) {
      // Gradio selects its first tab while the page is being made.
      if (root.dataset.hankehaku !== "ready") return;
      root.dataset.tab = name;
      showAddress();
    },
    // A press on something in the results or in the conversation: the server hears what is meant.
    pressed(event, trigger) {
      const cite = event.target.closest("a.cite");
      const button = event.target.closest("button[data-act]");
      if (cite) {
        event.preventDefault();
        const card = cite.getAttribute("href").slice(1);
        const turn = byId("chat-beside")?.querySelector(".beside")?.dataset.turn;
        if (turn === cite.dataset.turn) goToCard(card);
        else if (!isWaiting()) {
          wanted = card;
          trigger("click", { act: "show", key: Number(cite.dataset.turn) });
        }
      } else if (button && !isWaiting()) {
        wanted = null;
        trigger("click", { act: button.dataset.act, key: Number(button.dataset.key) });
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
      if (wanted) goToCard(wanted);
      wanted = null;
    },
    begun() {
      wanted = null;
      document.querySelector("#chat-question textarea")?.focus();
    },
  };
})();
