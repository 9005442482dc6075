import { createAtelier, watchSeats } from "./src/index.js";

const options = { baseUrl: "http://localhost:8080", token: () => process.env["TOKEN"] ?? "" };
const atelier = createAtelier(options);
const { data } = await atelier.GET("/api/v1/workshops", { params: { query: { hasSeats: "true" } } });
const workshopId = data?.items[0]?.id ?? "";
const { error } = await atelier.POST("/api/v1/workshops/{id}/participants", { params: { path: { id: workshopId } }, body: {} });
if (error?.type === "https://atelier.dev/problems/schedule-conflict") console.log(`first cancel ${error.conflictsWith.title}`);

for await (const seats of watchSeats({ ...options, workshopId })) console.log(`${seats.free} left`);
