// Draws the chart from the figures that the table below it shows too.
"use strict";

(async () => {
  const place = document.getElementById("chart");
  if (!place || !window.echarts) {
    return;
  }
  const answer = await fetch(place.dataset.source);
  if (!answer.ok) {
    return;
  }
  const told = await answer.json();
  place.hidden = false;
  const colour = (name) => getComputedStyle(place).getPropertyValue(name).trim();
  const number = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });
  const short = new Intl.NumberFormat(document.documentElement.lang, { notation: "compact", maximumFractionDigits: 1 });
  const shown = (value) => (value === null || value === undefined ? "—" : number.format(value) + (told.unit ? " " + told.unit : ""));
  const MOST = told.period ? told.categories.length : 25;
  // A line leads from period to period: what has none stands in the table only.
  const categories = told.categories.slice(0, MOST).filter((each) => told.form !== "courbe" || each.code !== null);
  const lying = !told.period;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const paper = window.matchMedia("print");
  const whole = told.series.every((each) => each.values.every((value) => value === null || Number.isInteger(value)));
  let chart = null;

  const options = () => {
    const ink = colour("--ink");
    const soft = colour("--ink-soft");
    const rule = colour("--rule");
    const narrow = place.clientWidth < 560;
    const text = { color: soft, fontFamily: getComputedStyle(place).fontFamily, fontSize: 13 };
    const groups = {
      type: "category",
      data: categories.map((each) => each.label),
      inverse: lying,
      axisTick: { show: false },
      axisLine: { lineStyle: { color: rule } },
      axisLabel: { ...text, color: ink, ...(lying ? { width: narrow ? 120 : 280, overflow: "truncate" } : { hideOverlap: true }) },
    };
    const values = {
      type: "value",
      splitLine: { lineStyle: { color: rule } },
      axisLabel: { ...text, formatter: (value) => short.format(value) + (told.unit ? " " + told.unit : "") },
      splitNumber: narrow ? 3 : 5,
      minInterval: whole ? 1 : undefined,
    };
    const many = told.series.length > 1;
    return {
      animation: !calm && !paper.matches,
      aria: { enabled: true, decal: { show: many && told.form !== "courbe" } },
      color: [1, 2, 3, 4, 5, 6, 7, 8].map((at) => colour(`--chart-${at}`)).concat(soft),
      textStyle: text,
      grid: { left: 8, right: 24, top: many ? 56 : 16, bottom: 8, containLabel: true },
      legend: many ? { type: "scroll", top: 0, textStyle: { ...text, color: ink }, pageTextStyle: text } : undefined,
      tooltip: {
        trigger: "axis",
        axisPointer: { type: told.form === "courbe" ? "line" : "shadow" },
        backgroundColor: colour("--sheet"),
        borderColor: rule,
        textStyle: { ...text, color: ink },
        renderMode: "richText",
        valueFormatter: shown,
      },
      xAxis: lying ? values : groups,
      yAxis: lying ? groups : values,
      series: told.series.map((each) => ({
        name: each.label,
        type: told.form === "courbe" ? "line" : "bar",
        stack: told.form === "courbe" ? undefined : "all",
        data: each.values.slice(0, categories.length),
        barMaxWidth: 34,
        symbolSize: 6,
        connectNulls: false,
        cursor: "pointer",
      })),
    };
  };

  const draw = () => {
    if (chart) {
      chart.dispose();
    }
    const rows = lying ? Math.max(260, categories.length * 30 + 90) : 420;
    place.style.height = `${rows}px`;
    chart = window.echarts.init(place, null, { renderer: "svg" });
    chart.setOption(options());
    chart.on("click", (event) => {
      const rowsOf = categories[event.dataIndex] && categories[event.dataIndex].rows;
      if (rowsOf) {
        window.location.assign(place.dataset.table + rowsOf);
      }
    });
  };
  draw();
  dark.addEventListener("change", draw);
  paper.addEventListener("change", draw);
  let width = place.clientWidth;
  new ResizeObserver(() => {
    if (place.clientWidth !== width) {
      width = place.clientWidth;
      draw();
    }
  }).observe(place);

  const button = document.getElementById("picture");
  document.getElementById("picture-item").hidden = false;
  button.addEventListener("click", () => {
    const drawing = new XMLSerializer().serializeToString(place.querySelector("svg"));
    const address = URL.createObjectURL(new Blob([drawing], { type: "image/svg+xml" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = `${place.dataset.name}.svg`;
    link.click();
    URL.revokeObjectURL(address);
  });
})();
