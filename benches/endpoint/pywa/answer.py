"""The answer that both endpoints give."""

TIMES = [
    {"id": "9", "title": "9:00"},
    {"id": "10", "title": "10:00"},
    {"id": "11", "title": "11:00"},
]


def answer(request):
    return request.respond(screen="TIME", data={"times": TIMES, "day": request.data["day"]})
