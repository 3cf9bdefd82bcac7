import { describe, expect, test } from 'vitest';
import { createAnswerCache, type Question } from './answer-cache.js';

/** Questions whose answers come when the test lets them. */
function createQuestions() {
  const asked: { key: string; signal: AbortSignal; finish: (answer: unknown) => void; fail: (error: Error) => void }[] = [];
  const toQuestion = (key: string, signal = new AbortController().signal): Question => ({
    key,
    ages: { freshMs: 1_000, usableMs: 10_000 },
    signal,
    compute: (shared) => new Promise((finish, fail) => asked.push({ key, signal: shared, finish, fail })),
  });
  return { asked, toQuestion };
}

/** More questions than one page asks at once, and fewer. */
const many = Array.from({ length: 10 }, (_, index) => `busy ${index}`);
const few = many.slice(0, 9);

/** Asks questions that stay open. */
function occupy(cache: ReturnType<typeof createAnswerCache>, { toQuestion }: ReturnType<typeof createQuestions>, keys: readonly string[]) {
  for (const key of keys) void cache.answer(toQuestion(key));
}

describe('who asks the same at once', () => {
  test('shares one computation', async () => {
    const cache = createAnswerCache();
    const { asked, toQuestion } = createQuestions();
    const both = [cache.answer(toQuestion('a')), cache.answer(toQuestion('a'))];
    expect(asked).toHaveLength(1);
    asked[0]?.finish({ n: 1 });
    expect((await Promise.all(both)).map(({ source, answer }) => [source, answer.body.toString()])).toEqual([
      ['computed', '{"n":1}'],
      ['joined', '{"n":1}'],
    ]);
  });

  test('shares its failure, which nobody gets again', async () => {
    const cache = createAnswerCache();
    const { asked, toQuestion } = createQuestions();
    const both = [cache.answer(toQuestion('a')), cache.answer(toQuestion('a'))];
    asked[0]?.fail(new Error('no engine'));
    for (const each of both) await expect(each).rejects.toThrow('no engine');
    const again = cache.answer(toQuestion('a'));
    asked[1]?.finish(2);
    expect((await again).source).toBe('computed');
  });

  test('abandons it only when the last one leaves, and who comes then asks anew', async () => {
    const cache = createAnswerCache();
    const { asked, toQuestion } = createQuestions();
    const [first, last] = [new AbortController(), new AbortController()];
    void cache.answer(toQuestion('a', first.signal)).catch(() => {});
    void cache.answer(toQuestion('a', last.signal)).catch(() => {});
    first.abort();
    expect(asked[0]?.signal.aborted).toBe(false);
    last.abort();
    expect(asked[0]?.signal.aborted).toBe(true);
    void cache.answer(toQuestion('a'));
    expect(asked).toHaveLength(2);
  });
});

describe('an answer from before', () => {
  test('is not given while the engine has nothing to do', async () => {
    const cache = createAnswerCache();
    const { asked, toQuestion } = createQuestions();
    for (const n of [0, 1]) {
      const answer = cache.answer(toQuestion('a'));
      asked[n]?.finish(n);
      expect((await answer).answer.body.toString()).toBe(String(n));
    }
  });

  test('is given while the engine is busy', async () => {
    const cache = createAnswerCache();
    const questions = createQuestions();
    const answer = cache.answer(questions.toQuestion('a'));
    questions.asked[0]?.finish('before');
    const { etag } = (await answer).answer;
    occupy(cache, questions, many);
    expect(await cache.answer(questions.toQuestion('a'))).toMatchObject({ source: 'kept', answer: { etag } });
    expect(questions.asked.map(({ key }) => key)).toEqual(['a', ...many]);
  });

  test('is not given beside no more than one page asks at once', async () => {
    const cache = createAnswerCache();
    const questions = createQuestions();
    const before = cache.answer(questions.toQuestion('a'));
    questions.asked[0]?.finish('before');
    await before;
    occupy(cache, questions, few);
    const after = cache.answer(questions.toQuestion('a'));
    questions.asked.at(-1)?.finish('after');
    expect((await after).answer.body.toString()).toBe('"after"');
  });

  test('is forgotten, oldest first, when all of them take too much memory', async () => {
    const cache = createAnswerCache();
    const questions = createQuestions();
    for (let n = 0; n < 40; n += 1) {
      const answer = cache.answer(questions.toQuestion(`large ${n}`));
      questions.asked[n]?.finish('x'.repeat(1_000_000));
      await answer;
    }
    occupy(cache, questions, many);
    expect((await cache.answer(questions.toQuestion('large 39'))).source).toBe('kept');
    void cache.answer(questions.toQuestion('large 0'));
    expect(questions.asked.at(-1)?.key).toBe('large 0');
  });
});
