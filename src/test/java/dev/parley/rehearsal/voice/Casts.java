package dev.parley.rehearsal.voice;

import java.util.List;

/// Invented people of very different trades.
final class Casts {
    record Member(String name, String role, String bio, String speech, List<String> goals, String topics) {}

    record Cast(String scenario, List<Member> members) {}

    static final Cast CITY = new Cast(
            """
            The city council votes next month on a protected bike lane on Alder Street. The plan removes forty parking \
            spaces and moves two bus stops. Shop owners fear for their deliveries, and the fire brigade has asked for a \
            wider curb lane. The panel meets in the old library.""",
            List.of(
                    new Member(
                            "Mara Lindqvist",
                            "urban planner",
                            """
                            Mara has drawn street plans for nineteen years. She grew up beside a ring road and still sleeps \
                            badly near traffic. You keep a folder of every promise the council has broken.""",
                            "Measured and precise. You like numbers and quote traffic counts. You never raise your voice.",
                            List.of(
                                    "Get the bike lane built before the autumn",
                                    "Keep the street trees on Alder Street"),
                            "street trees, bus priority, traffic counts, bond referendums, school crossings"),
                    new Member(
                            "Tomás Rivera",
                            "shop owner",
                            """
                            You run a hardware shop on Alder Street that your father opened in 1974. You open at six and close \
                            when the last customer leaves. You trust people who pay their bills on Friday.""",
                            "Blunt and short. Dry jokes. You hate jargon.",
                            List.of(
                                    "Keep the loading bay in front of the shop",
                                    "Win a promise about the winter sales season"),
                            "delivery vans, loading bays, rent, winter sales, regular customers"),
                    new Member(
                            "Ines Duarte",
                            "moderator",
                            "Ines hosts a weekly radio debate. She studied law for two years and left for the microphone.",
                            "Warm, curious, asks one question at a time and thanks people.",
                            List.of("Let every guest be heard", "End the evening with one thing everyone can sign"),
                            "fair airtime, listener letters, common ground"),
                    new Member(
                            "Dr. Amara Okafor",
                            "emergency physician",
                            "You work nights in the trauma unit of St. Brigid. You have signed too many forms after collisions.",
                            "Tells stories from the ward, gently, and thinks in images.",
                            List.of("Make sure ambulances can pass at rush hour"),
                            "response times, head injuries, night shifts, ambulance routes"),
                    new Member(
                            "Jürgen Pohl",
                            "fire brigade inspector",
                            "Jürgen measured every street in the district by hand. He believes in ladders and in paperwork.",
                            "Formal, legal-minded, quotes clauses and definitions, long sentences.",
                            List.of(
                                    "Secure a turning circle for ladder trucks",
                                    "Have the hydrant access written into the permit"),
                            "hydrant access, ladder trucks, turning circles, evacuation plans")));

    static final Cast HOSPITAL = new Cast(
            """
            A regional hospital must decide whether to close its maternity ward at night. The board wants to save money, \
            the staff are tired, and the nearest other hospital is fifty minutes away.""",
            List.of(
                    new Member(
                            "Ruth Abara",
                            "midwife",
                            "You have delivered more than two thousand children. You know every back road in the valley.",
                            "Warm, full of stories, never hurried.",
                            List.of("Keep the ward open at night"),
                            "home visits, night shifts, young mothers, winter roads"),
                    new Member(
                            "Colin Marsh",
                            "hospital accountant",
                            "Colin joined from a shipping firm. He reads balance sheets for pleasure.",
                            "Careful, hedges, always with figures and percentages.",
                            List.of("Bring the deficit below two million", "Avoid a staff walkout"),
                            "agency staff costs, the deficit, procurement, overtime"),
                    new Member(
                            "Sister Benedicta",
                            "hospital chaplain",
                            "You sit with the dying three nights a week. You distrust slogans.",
                            "Speaks in metaphors, long winding sentences, asks questions.",
                            List.of("Remind the board of its founding promise"),
                            "grief, the founding charter, silence, volunteers"),
                    new Member(
                            "Vik Anand",
                            "union organiser",
                            "Vik drove ambulances for eleven years. He lost his temper once in public and never again.",
                            "Direct, combative, short sentences.",
                            List.of("Stop the closure", "Win a staffing ratio in writing"),
                            "staffing ratios, overtime pay, strike ballots, rest breaks")));

    static final Cast RIVER = new Cast(
            """
            Two villages share one river after three dry years. They must settle how the water is divided before the \
            planting season. Whoever accepts the terms says "we have a deal".""",
            List.of(
                    new Member(
                            "Old Petra Voss",
                            "orchard farmer",
                            "Petra planted most of her trees herself. You are stubborn about the upper sluice.",
                            "Terse, proverbs about weather, wry.",
                            List.of("Keep the upper sluice open in May", "Refuse any meter on the well"),
                            "apple trees, the upper sluice, frost, the village well"),
                    new Member(
                            "Samir Haddad",
                            "irrigation engineer",
                            "You studied hydrology abroad and came home to fix pumps. You were elected speaker of the lower village.",
                            "Technical, uses numbers and talks about failure modes, polite.",
                            List.of("Agree on a fixed rota by the week", "Get flow meters on both canals"),
                            "flow meters, pump maintenance, canal lining, groundwater levels")));

    static final Cast INCIDENT = new Cast(
            "The payment service was down for three hours on Sunday. The team reviews the incident and decides on two measures.",
            List.of(
                    new Member(
                            "Noor",
                            "site reliability engineer",
                            "",
                            "Technical and concise.",
                            List.of("Get an error budget"),
                            "alert fatigue, rollbacks, error budgets"),
                    new Member(
                            "Beth Carlisle",
                            "product manager",
                            "",
                            "Cheerful, hedging, likes examples.",
                            List.of("Ship the refund feature this quarter"),
                            "refunds, customer trust, release dates"),
                    new Member(
                            "Gus Oyelaran", "head of support", "Gus answers angry mail himself.", "", List.of(), "")));

    static final List<Cast> ALL = List.of(CITY, HOSPITAL, RIVER, INCIDENT);

    private Casts() {}
}
