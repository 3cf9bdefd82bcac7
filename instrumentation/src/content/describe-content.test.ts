import type { Attributes } from '@opentelemetry/api';
import { describe, expect, it } from 'vitest';
import { ATTR } from '../semconv.js';
import { VALUES } from '../testing/json-values.js';
import { type AttributeSink, ContentDescriber } from './describe-content.js';
import { jsonSize } from './json-size.js';
import { createRedactor } from './redact.js';
import { shapeOf } from './shape.js';

/** Keeps what it is told. */
function collector() {
  const attributes: Attributes = {};
  const sink: AttributeSink = {
    setAttribute: (key, value) => Object.assign(attributes, { [key]: value }),
    setAttributes: (more) => Object.assign(attributes, more),
  };
  return { attributes, sink };
}

describe('ContentDescriber', () => {
  it('gives every value the shape and the size that it has, whichever came before', () => {
    const values = [
      ...VALUES,
      { a: 1, b: 'x' },
      { a: 2, b: 'y' },
      { b: 'x', a: 1 },
      { a: 1 },
      { a: 1, b: 'x', c: null },
      { a: 1, b: 2 },
      { a: 1, b: null },
      [{ t: 'x' }],
      [{ t: 'x' }, { t: 'y' }],
      [{ t: 'x' }, { t: 1 }],
      { a: [], b: [[]] },
      { a: [1], b: [[1]] },
      { a: 1, toJSON: () => 'text' },
      { keys: 'x', values: 'y' },
      { element: 'x' },
    ];
    const describer = new ContentDescriber(createRedactor([]), 16_384);
    const { attributes, sink } = collector();
    for (const first of values)
      for (const second of values)
        for (const value of [first, second]) {
          describer.describe(sink, 'toolArguments', 'one', value, false);
          expect(attributes).toEqual({ [ATTR.ARGUMENTS_SHAPE]: shapeOf(value), [ATTR.ARGUMENTS_SIZE]: jsonSize(value) });
        }
  });

  it('writes for a rule that makes another operation be written', () => {
    const outer = collector();
    const inner = collector();
    const describer = new ContentDescriber(
      createRedactor([], (text) => {
        if (text === 'outer') describer.describe(inner.sink, 'toolArguments', 'inner', { a: 'inner' }, true);
        return text;
      }),
      1_024,
    );
    describer.describe(outer.sink, 'toolArguments', 'outer', { a: 'outer', b: 'rest' }, true);
    expect(outer.attributes['gen_ai.tool.call.arguments']).toBe('{"a":"outer","b":"rest"}');
    expect(inner.attributes['gen_ai.tool.call.arguments']).toBe('{"a":"inner"}');
  });
});
