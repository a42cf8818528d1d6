// What only the browser can do: the language and title of the document, its address, and waiting.
"use strict";

window.hankehaku = (() => {
  const root = document.documentElement;
  const titles = JSON.parse(document.getElementById("hankehaku-titles").textContent);
  const longestInAddress = 1500;
  let language = root.lang;
  let asked = null;

  // Gradio sets the document's language to the browser's; the page's own language is meant.
  new MutationObserver(() => {
    if (root.lang !== language) root.lang = language;
  }).observe(root, { attributeFilter: ["lang"] });

  function results() {
    return document.getElementById("results");
  }

  function show() {
    root.lang = language;
    // Gradio's group of radio buttons has a label, but not as its name.
    const group = document.getElementById("language");
    group?.setAttribute("aria-label", group.querySelector("[data-testid=block-info]").textContent);
    const { plain, withQuestion } = titles[language];
    const short = asked && asked.length > 60 ? `${asked.slice(0, 60)}…` : asked;
    document.title = short ? withQuestion.replace("{question}", () => short) : plain;
    const address = new URL(window.location.href);
    address.searchParams.set("lang", language);
    address.searchParams.delete("q");
    if (asked && asked.length <= longestInAddress) address.searchParams.set("q", asked);
    window.history.replaceState(window.history.state, "", address);
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
  };
})();
