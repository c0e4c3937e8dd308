// The year of the report as series over its twelve months, null where there is nothing.

export const MONTH_NAMES = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/// Kinds of backgrounds that are made from observations.
const OBSERVED = ['grid', 'latitude'];

export const known = values => values.flat().filter(value => value !== null && value !== undefined);
const mean = values => values.length && known(values).length === values.length
  ? values.reduce((sum, value) => sum + value, 0) / values.length : null;

export class Year {
  constructor(report) {
    Object.assign(this, report);
    this.own = this.caseOf(this.ownPrior, this.ownBackground);
    this.ownPriorCase = this.priors.find(prior => prior.name === this.ownPrior);
    this.isWhole = this.months.length === 12;
  }

  /// Place in the year, 0 to 11.
  place(month) {
    return Number(month.slice(-2)) - 1;
  }

  daysOf(place) {
    return new Date(Date.UTC(this.year, place + 1, 0)).getUTCDate();
  }

  caseOf(prior, background) {
    return this.cases.find(one => one.prior === prior && one.background === background);
  }

  /// of: the value of a month, asked with its place among the report's months.
  over(months, of) {
    const values = Array(12).fill(null);
    months.forEach((month, n) => { values[this.place(month.month)] = of(month, n) ?? null; });
    return values;
  }

  /// lane: priorNet, posteriorNet or posteriorSpread. TgC per day.
  total(one, region, lane) {
    return this.over(one.months, month => month.regions[region][lane]);
  }

  /// Net minus fossil, TgC per day.
  natural(one, region, lane) {
    const fossil = this.over(this.months, (_, n) => this.regions[region].fossil[n]);
    return this.total(one, region, lane).map((net, p) => net === null || fossil[p] === null ? null : net - fossil[p]);
  }

  /// Of a score such as rmsePpm, by set and lane.
  score(one, set, score) {
    return this.over(one.months, month => month.scores[set]?.[score]);
  }

  /// Cases of the own background.
  ofPriors(wanted) {
    return this.priors.filter(wanted).map(prior => ({ prior, one: this.caseOf(prior.name, this.ownBackground) }));
  }

  get scaled() {
    return this.ofPriors(prior => prior.flux === this.varied);
  }

  get plain() {
    return this.ofPriors(prior => prior.scale === 1 && prior.share === this.ownPriorCase.share);
  }

  /// Cases of the own prior.
  ofBackgrounds(fromObservations) {
    return this.backgrounds.filter(({ kind }) => OBSERVED.includes(kind) === fromObservations)
      .map(background => ({ background, one: this.caseOf(this.ownPrior, background.name) }));
  }

  get allBackgrounds() {
    return this.backgrounds.map(background => ({ background, one: this.caseOf(this.ownPrior, background.name) }));
  }

  /// Mean over the report's months, TgC per day; null where one of them has none.
  meanOf(series) {
    return mean(this.months.map(({ month }) => series[this.place(month)]));
  }

  deviation(region, begin) {
    return this.deviations.find(one => one.region === this.regions[region].name && one.set.startsWith(begin));
  }

  /// Flux of the whole year by region, {prior, posterior, spread}: PgC a year where all months are there, else their
  /// mean, TgC per day. Errors of the months are taken as independent.
  natureOf(region) {
    const weight = place => this.isWhole ? this.daysOf(place) / 1000 : 1 / this.months.length;
    const sum = (series, of) => {
      const parts = this.months.map(({ month }) => [series[this.place(month)], weight(this.place(month))]);
      return parts.some(([value]) => value === null) || !parts.length ? null : of(parts);
    };
    const linear = parts => parts.reduce((total, [value, w]) => total + w * value, 0);
    return {
      prior: sum(this.natural(this.own, region, 'priorNet'), linear),
      posterior: sum(this.natural(this.own, region, 'posteriorNet'), linear),
      spread: sum(this.total(this.own, region, 'posteriorSpread'), parts => Math.hypot(...parts.map(([value, w]) => w * value))),
    };
  }

  get yearUnit() {
    return this.isWhole ? 'PgC yr⁻¹' : 'TgC day⁻¹';
  }

  /// What turns TgC per day into carbon a month, in PgC as the paper or, where that is little, in TgC.
  monthUnit(...series) {
    const most = Math.max(0, ...known(series).map(Math.abs)) * 30;
    const [name, size, decimals] = most >= 10 ? ['PgC month⁻¹', 1000, 4] : ['TgC month⁻¹', 1, 3];
    return { name, decimals, of: values => values.map((value, p) => value === null ? null : value * this.daysOf(p) / size) };
  }
}
