// What maps and tables show of a day of the filter, or of a month of the inversion.

import { withDerived } from './fields.js';

/// body: the answer of /api/day.
export function contentOf(body) {
  const content = body.analysis ? day(body) : month(body);
  return { ...content, fields: withDerived(content.fields) };
}

function day(body) {
  const { identity, sources, counts, regions, diagnostics } = body.analysis;
  return {
    ...body,
    domain: identity.domain,
    edition: `revision ${identity.revision}, ${diagnostics.members} members`
      + (diagnostics.smoothingDays > 0 ? `, flux corrected by ${diagnostics.smoothingDays} later days` : ''),
    before: 'background',
    after: 'analysis',
    granules: sources.granules,
    regions,
    scores: diagnostics.statistics,
    byStatus: counts.byStatus,
    chiSquare: diagnostics.chiSquare,
    ranks: diagnostics.rankHistogram,
    remarks: diagnostics.spinUp ? ['The ensemble is still finding its spread (spin-up).'] : [],
    missing: sources.missingSensors.length ? [`Without ${sources.missingSensors.join(', ')}: no granule came in time.`] : [],
  };
}

function month(body) {
  const { identity, estimate } = body;
  const unused = Object.entries(estimate.unused).map(([reason, n]) => `${n} ${reason}`).join(', ');
  return {
    ...body,
    isMonth: true,
    domain: identity.domain,
    edition: `month ${estimate.month}, ${body.status}, as of ${identity.day}, revision ${identity.revision}`,
    before: 'prior',
    after: 'posterior',
    granules: estimate.granules,
    regions: estimate.regions.map(r => ({
      region: r.region,
      priorTgCPerDay: r.priorNet - r.fossil - r.fire,
      priorSpreadTgCPerDay: r.priorNetSpread,
      analysisTgCPerDay: r.posteriorNet - r.fossil - r.fire,
      analysisSpreadTgCPerDay: r.posteriorNetSpread,
    })),
    scores: estimate.scores,
    byStatus: body.byStatus,
    chiSquare: estimate.chiSquare,
    ranks: null,
    remarks: [
      unused && `Not used: ${unused}.`,
      estimate.degreesOfFreedom !== null && `${estimate.degreesOfFreedom.toFixed(1)} degrees of freedom.`,
      `Background ${body.background}; rows: ${body.method}.`,
    ],
    missing: Object.entries(estimate.missing).filter(([, days]) => days.length)
      .map(([sensor, days]) => `Without ${sensor} on ${days.length} days.`),
  };
}
