/** Whether an address would be allowed, and why: the rules, without a drive. */

import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Purpose } from '../../../link/src/protocol.ts';
import { complete } from '../pure/address.ts';
import { type Check, useDryRun } from '../state/dry-run.ts';
import { siteOf } from '../state/me.ts';
import { words } from '../words/words.ts';
import { TextField } from './field.tsx';
import { Icon } from './icon.tsx';
import { Choice } from './policy-fields.tsx';
import { becauseAddress } from './problem.ts';

/** The field and its answer. */
export function DryRun({ site }: { site: string }): JSX.Element {
  const [text, setText] = useState('');
  const [purpose, setPurpose] = useState<Purpose>('chat');
  const check = useDryRun(site, complete(text, siteOf(site)?.settings.origins[0] ?? ''), purpose);
  return (
    <section class="block">
      <TextField
        label={words.site.dryRun}
        hint={words.site.dryRunHint}
        mono={true}
        value={text}
        onValue={setText}
      />
      <Choice
        label={words.policy.who}
        value={purpose}
        names={words.policy.purposes}
        onValue={setPurpose}
      />
      <p class="dry-run" role="status">
        <DryRunAnswer check={check} />
      </p>
    </section>
  );
}

function DryRunAnswer({ check }: { check: Check }): JSX.Element | null {
  switch (check.is) {
    case 'none':
      return null;
    case 'asking':
      return <span class="soft">{words.drive.checking}</span>;
    case 'unknown':
      return <span class="soft">{words.drive.unknown}</span>;
    case 'known': {
      const { allowed, code = '', why = '', url, host = '', confirm = false } = check.verdict;
      return allowed ? (
        <span class="verdict good">
          <Icon name="check" size={14} />
          {confirm ? words.policy.confirm(host) : words.site.dryRunYes(url ?? check.url)}
        </span>
      ) : (
        <span class="verdict bad">
          <Icon name="no" size={14} />
          {words.site.dryRunNo(becauseAddress({ code, detail: why }))}
        </span>
      );
    }
  }
}
