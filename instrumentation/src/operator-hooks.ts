import type { RedactText } from './content/redact.js';
import { type CallMessage, isObject, type Properties, textOf } from './protocol-shapes.js';
import type { Report } from './report.js';

/** What an operator's hooks get to see of a message. */
export interface ObservedMessage {
  /** Which side of the message this process is. */
  side: 'server' | 'client';
  method: string;
  params: Readonly<Record<string, unknown>> | undefined;
  /** What the transport tells of the caller: `authInfo`, `requestInfo` (SDK v1), `request` (v2). */
  extra: unknown;
}

/** Whose message it is, where the operator knows better. Texts of up to 256 characters. */
export interface OperatorIdentity {
  /** Recorded as `CALLSIGHT_USER` says: by default as a salted hash. */
  user?: string;
  /** Takes the place of a named header where the protocol has no session. */
  session?: string;
}

export function toObserved(side: 'server' | 'client', { method, params }: CallMessage, extra: unknown): ObservedMessage {
  return { side, method, params, extra };
}

/** The operator's own rules, in code only. They are synchronous; one that throws or answers nonsense counts as not there. */
export interface OperatorHooks {
  /** Sees each captured text after the built-in rules. If it fails, the text is hidden. */
  redact?: RedactText;
  identify?: (message: ObservedMessage) => OperatorIdentity | undefined;
  /** Messages for which it returns `true` are not observed. */
  ignore?: (message: ObservedMessage) => boolean;
}

/** The hooks, so that nothing they do reaches the host; problems are reported once a hook. */
export interface GuardedHooks {
  redact: RedactText | undefined;
  identify: ((message: ObservedMessage) => OperatorIdentity) | undefined;
  ignore: ((message: ObservedMessage) => boolean) | undefined;
}

const NOBODY: OperatorIdentity = {};

export function guardHooks({ redact, identify, ignore }: OperatorHooks, report: Report): GuardedHooks {
  return {
    redact: redact && guarded('redact', 'a text', redact, report),
    identify: identify && toIdentify(guarded('identify', 'an object of texts', identify, report)),
    ignore: ignore && toIgnore(guarded('ignore', 'true or false', ignore, report)),
  };
}

/** Throws what the hook throws, reported; a promise is an error, and its rejection nobody's. */
function guarded<A extends unknown[], R>(name: string, expected: string, hook: (...given: A) => R, report: Report): (...given: A) => R {
  return (...given) => {
    try {
      const answer = hook(...given);
      if (isObject(answer) && typeof answer.then === 'function') {
        Promise.resolve(answer).catch(() => undefined);
        throw new TypeError('it returned a promise');
      }
      return answer;
    } catch (error) {
      report(`hook ${name}`, `the hook ${name} failed (${error}); it has to return ${expected} at once, and is passed over`);
      throw error;
    }
  };
}

function toIdentify(identify: (message: ObservedMessage) => unknown): (message: ObservedMessage) => OperatorIdentity {
  return (message) => {
    try {
      const answer = identify(message);
      return isObject(answer) ? textsOf(answer) : NOBODY;
    } catch {
      return NOBODY;
    }
  };
}

function textsOf(answer: Properties): OperatorIdentity {
  const user = textOf(answer.user);
  const session = textOf(answer.session);
  return { ...(user === undefined ? {} : { user }), ...(session === undefined ? {} : { session }) };
}

function toIgnore(ignore: (message: ObservedMessage) => unknown): (message: ObservedMessage) => boolean {
  return (message) => {
    try {
      return ignore(message) === true;
    } catch {
      return false;
    }
  };
}
