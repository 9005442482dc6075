// Opens /docs in a browser, signs in at the issuer, and performs a call there:
// node docs.mjs <gateway> <browser's executable> <screenshot>
import { chromium } from "playwright-core";

const [gateway, executablePath, screenshot] = process.argv.slice(2);
const LIMIT = 60_000;

const browser = await chromium.launch({
  executablePath,
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } });
  page.setDefaultTimeout(LIMIT);
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));

  await page.goto(`${gateway}/docs`);
  await signIn(page);
  const status = await findWorkshops(page);
  await page.screenshot({ path: screenshot });

  if (status !== "200" || complaints.length > 0) {
    throw new Error(`answered ${status}; the browser says: ${complaints.join("\n") || "nothing"}`);
  }
  console.log(`signed in at the issuer, and GET /api/v1/workshops answered ${status}`);
} finally {
  await browser.close();
}

async function signIn(page) {
  await page.locator(".auth-wrapper .authorize").click();
  const dialog = page.locator(".modal-ux");
  const flow = dialog.locator(".auth-container").filter({ hasText: "authorizationCode" });
  const [login] = await Promise.all([
    page.waitForEvent("popup"),
    flow.locator("button.authorize").click(),
  ]);
  await login.locator("input[name=username]").fill("Reader");
  await Promise.all([login.waitForEvent("close"), login.locator("form button").click()]);
  await flow.locator("button", { hasText: "Logout" }).waitFor();
  await dialog.locator(".close-modal").click();
}

async function findWorkshops(page) {
  const operation = page.locator("[id='operations-Workshops-findWorkshops']");
  await operation.locator(".opblock-summary-control").click();
  await operation.locator(".try-out__btn").click();
  await operation.locator("button.execute").click();
  const status = operation.locator(".live-responses-table .response-col_status").last();
  await status.waitFor();
  await status.scrollIntoViewIfNeeded();
  return (await status.innerText()).trim().slice(0, 3);
}
