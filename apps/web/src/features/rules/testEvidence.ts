import type {
  RuleHistoryResponse,
  RuleIncident,
  RuleIncidentsResponse,
  RuleSilencesResponse,
  RuleTogetherResponse,
} from '@tenken/shared/rule-evidence.contract';

const range = {
  from: '2026-08-23T15:00:00.000Z',
  to: '2026-08-26T15:00:00.000Z',
  timeZone: 'Asia/Tokyo',
};
const definition = { key: 'x', version: 1, text: '' };

/** Three days: quiet, two alerts, one; a decision, a new version. */
export const testHistory: RuleHistoryResponse = {
  ...range,
  days: [
    { day: '2026-08-24', fired: 0, pages: 0 },
    { day: '2026-08-25', fired: 2, pages: 1 },
    { day: '2026-08-26', fired: 1, pages: 1 },
  ],
  decisions: [
    {
      id: '4',
      kind: 'tune',
      status: 'done',
      at: '2026-08-25T03:00:00.000Z',
      isEffective: true,
      reviewSessionId: '9',
    },
  ],
  definitions: [{ version: 2, at: '2026-08-25T06:00:00.000Z' }],
  renames: [],
};

function incident(over: Partial<RuleIncident>): RuleIncident {
  return {
    incidentId: '5',
    title: 'Checkout was down',
    severity: 'SEV2',
    at: '2026-08-25T00:00:00.000Z',
    detectedAt: '2026-08-25T00:10:00.000Z',
    outcome: 'late',
    isConfirmed: true,
    episodeId: '7.1.aA',
    afterDetectionSeconds: 600,
    ...over,
  };
}

export const testIncidents: RuleIncidentsResponse = {
  ...range,
  definition,
  counts: { caught: 0, late: 1, by_others: 0, missed: 1, unknown: 0 },
  confirmed: { caught: 0, late: 0 },
  items: [
    incident({ isConfirmed: false }),
    incident({
      incidentId: '6',
      title: 'Search was slow',
      outcome: 'missed',
      isConfirmed: false,
      episodeId: null,
      afterDetectionSeconds: null,
    }),
  ],
  isCut: false,
};

export const testSilences: RuleSilencesResponse = {
  ...range,
  items: [
    {
      id: '31',
      externalId: 's',
      comment: 'release 7',
      createdBy: 'ann',
      startsAt: '2026-08-24T00:00:00.000Z',
      endsAt: null,
      others: ['host="db"'],
      isReadable: true,
      hiddenSeconds: 172_800,
      firings: 3,
    },
  ],
  isCut: false,
  hiddenDays: 41.2,
  firings: 312,
  suppressed: 0,
  sendsSilenced: false,
  people: [{ name: 'ann', hiddenDays: 41.2, silences: 1 }],
};

export const testTogether: RuleTogetherResponse = {
  ...range,
  definition,
  sampleFrom: range.from,
  sampleFromDay: '2026-08-24',
  n: 40,
  fired: 40,
  isCut: false,
  items: [
    {
      id: '8',
      name: 'CheckoutErrors',
      sourceName: 'AM',
      serviceId: '3',
      serviceName: 'checkout',
      severity: 'critical',
      together: 30,
      share: { value: 0.75, lower: 0.598, upper: 0.858, n: 40 },
      otherFired: 60,
      otherTogether: 31,
      expectedShare: 0.05,
      lift: 15,
    },
  ],
};
