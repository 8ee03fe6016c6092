import { NAMING, BREACHED, TOLD } from '../../../../test/alerts/notices';
import { MAILBOX_SIGNATURE as signature, toldOf } from '../telling';
import { letterOf } from './letter';

const unsubscribe = 'https://styrbord.example.se/api/v1/unsubscriptions/mail-1.sig';

describe('a letter', () => {
  it('as text is read from top to bottom, and ends with how to be left in peace', () =>
    expect(letterOf({ told: [TOLD], count: 1, signature, unsubscribe })).toMatchObject({
      subject: TOLD.head,
      text: `Målet missat: Utskrivningsklara, Division Nära, jan–apr 2022
Utfall 24,8 %, mål 7%.
▁·▄█ 4 perioder, från 20 % till 24,8 %
Varför nu: den första om avvikelsen.
https://styrbord.example.se/boards/nara/2022-T1/measures/utskrivningsklara

Ni får detta eftersom ingen är utpekad som ansvarig. Det är skrivet av Styrbord; ingen läser svar på det.
Avanmälan: https://styrbord.example.se/api/v1/unsubscriptions/mail-1.sig`,
    }));

  it('says the same in HTML, in Swedish, with one link to each measure and no picture from elsewhere', () => {
    const { html } = letterOf({ told: [TOLD, TOLD], count: 60, signature, unsubscribe });
    expect(html).toContain('<html lang="sv">');
    for (const said of [TOLD.head, TOLD.outcome, TOLD.why, '▁·▄█', '… och 58 till']) expect(html).toContain(said);
    expect(html.match(/<a href="https:\/\/styrbord\.example\.se\/boards/g)).toHaveLength(2);
    expect(html.match(/src=|url\(|<script|<img/g)).toBeNull();
  });

  it('shows what people wrote, and does nothing of it', () => {
    const told = toldOf(BREACHED, [], { ...NAMING, unit: () => '<script>alert("x")</script> & Co' });
    const { html } = letterOf({ told: [told], count: 1, signature, unsubscribe });
    expect(html).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; Co');
    expect(html).not.toContain('<script');
  });
});
