// The charts of the analysis page, drawn from the data the tables show; a click opens the list behind.
(function () {
  "use strict";
  var holder = document.getElementById("analysis-data");
  if (!holder || !window.echarts) { return; }
  var blue = "#14508c";
  var palette = [blue, "#c8a24a", "#17653a", "#7fa3c7", "#8a5a00", "#52606d"];

  function options(one) {
    var names = one.points.map(function (point) { return point[0]; });
    var values = one.points.map(function (point) { return point[1]; });
    var base = {
      animation: false,
      color: palette,
      textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
      // The HTML tooltip would need inline styles, which the policy of the site forbids.
      tooltip: { renderMode: "richText", trigger: one.shape === "pie" ? "item" : "axis" }
    };
    if (one.shape === "pie") {
      base.series = [{
        type: "pie",
        radius: ["35%", "70%"],
        label: { formatter: "{b} {c}" },
        data: one.points.map(function (point) { return { name: point[0], value: point[1] }; })
      }];
      return base;
    }
    var category = { type: "category", data: names, axisTick: { show: false } };
    var scale = { type: "value", minInterval: 1 };
    base.grid = { left: 8, right: 24, top: 12, bottom: 8, containLabel: true };
    if (one.shape === "bars") {
      category.inverse = true;
      category.axisLabel = { width: 110, overflow: "truncate" };
      base.xAxis = scale;
      base.yAxis = category;
    } else {
      base.xAxis = category;
      base.yAxis = scale;
    }
    base.series = [{ type: "bar", data: values, barMaxWidth: 28, itemStyle: { color: blue } }];
    return base;
  }

  JSON.parse(holder.textContent).forEach(function (one) {
    var canvas = document.querySelector('[data-chart="' + one.name + '"]');
    if (!canvas || !one.points.length) { return; }
    canvas.hidden = false;
    var chart = window.echarts.init(canvas);
    chart.setOption(options(one));
    chart.on("click", function (event) { window.location.assign(one.points[event.dataIndex][2]); });
    window.addEventListener("resize", function () { chart.resize(); });
    var table = canvas.parentNode.querySelector("[data-chart-table]");
    if (table) { table.open = false; }
  });
}());
