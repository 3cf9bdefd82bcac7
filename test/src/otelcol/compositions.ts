/** What the files of collector/otelcol make together; each is one `--config` after the other. */
export const compositions = {
  'one Collector': ['config'],
  'one Collector that asks for tokens': ['config', 'tokens'],
  'one Collector with TLS and tokens': ['config', 'tls', 'tokens'],
  'one Collector that samples': ['config', 'tail-sampling'],
  'first tier of two': ['config', 'gateway'],
  'first tier of two with TLS and tokens': ['config', 'tls', 'tokens', 'gateway'],
  'writer to Kafka': ['config', 'kafka-out'],
  'writer to Kafka with TLS and tokens': ['config', 'tls', 'tokens', 'kafka-out'],
  'reader of Kafka': ['config', 'kafka-in'],
  'reader of Kafka that samples': ['config', 'kafka-in', 'tail-sampling'],
} as const;

export type ConfigurationFile = (typeof compositions)[keyof typeof compositions][number];
