const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A question and a button: reading an address never changes anything. */
export function unsubscribePage(shown: string): string {
  return `<!doctype html>
<html lang="sv">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Avanmälan – Styrbord</title></head>
<body>
<main>
<h1>Avanmälan från aviseringar</h1>
<p>Vill du inte längre få aviseringar från Styrbord till ${escaped(shown)}?</p>
<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>Avanmäl</button></form>
<p lang="en">Press the button to get no more notices from Styrbord.</p>
</main>
</body>
</html>
`;
}
