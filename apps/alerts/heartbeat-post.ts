import { outboundPost, type Post } from '@styrbord/outbound/outbound-post';
import type { AlertsWatch } from '@styrbord/service/alerts-watch';
import { insideOf, type Config } from '@styrbord/service/config';
import type { Logger } from 'pino';

const WITHIN_MS = 10_000;

/** Tells a monitor outside, as long as missed targets are found: there, silence is the alert. */
export class HeartbeatPost {
  private readonly post: Post;

  constructor(
    private readonly config: Config,
    private readonly watch: AlertsWatch,
    private readonly log: Logger,
  ) {
    this.post = outboundPost({ inside: insideOf(config), withinMs: WITHIN_MS });
  }

  async send(): Promise<void> {
    const { STYRBORD_HEARTBEAT_URL: address, STYRBORD_TENANT: tenant } = this.config;
    if (address === undefined) return;
    try {
      const { no, lag, at, isLate } = await this.watch.state();
      if (isLate) return;
      const body = JSON.stringify({ tenant, no, lag, at });
      const { status } = await this.post(address.replaceAll('{tenant}', tenant), { headers: { 'content-type': 'application/json' }, body });
      if (status < 200 || status >= 300) this.log.warn({ status }, 'the heartbeat of alerts was refused');
    } catch (err) {
      this.log.warn({ err }, 'the heartbeat of alerts could not be posted');
    }
  }
}
