"""What is known of Nanjing, and what must move it: the targets of the baseline, as data.

Each that is fitted or emergent names a push: a change of the mechanism behind the figure, and where the figure must go.
A push never sets the figure itself. tests/science tries all of it.

Sources: [S] article in China Civil Affairs, 2017; [F] found in a public source; [D] derived; [A] assumed.
"""

import math
from collections.abc import Iterable

from nanjing.baseline import (
    Run,
    caseload_gradient,
    elder_lead,
    least_growth,
    outside_fair,
    served_when_doubled,
    village_access,
)
from nanjing.target import (
    DOWN,
    EMERGENT,
    FITTED,
    INPUT,
    UP,
    WITHIN_ONE,
    Figure,
    Push,
    Target,
)

MILLION = 1e6


TARGETS = (
    Target(
        "registered organizations, mid-2017",
        FITTED,
        10_000,
        11_500,
        "[S]",
        lambda run: run.stock("so_registered", "2017-06"),
        (
            Push(
                "registration.regime",
                "dual_management",
                DOWN,
                "a sponsor must be found again, and capital shown",
            ),
        ),
    ),
    Target(
        "registered and filed organizations, December 2015",
        FITTED,
        20_000,
        28_000,
        "[F]",
        lambda run: run.stock("so_registered", "2015-12")
        + run.stock("so_filed", "2015-12"),
        (
            Push(
                "filing.hours",
                20.0,
                DOWN,
                "filing costs more than most groups gain by it",
            ),
        ),
    ),
    Target(
        "registered organizations, end of 2017 over end of 2012",
        EMERGENT,
        2.0,
        math.inf,
        "[S]",
        lambda run: run.stock("so_registered", "2017-12")
        / run.stock("so_registered", "2012-12"),
        (
            Push(
                "registration.regime", "dual_management", DOWN, "no door opens in 2013"
            ),
        ),
    ),
    Target(
        "professional share of community organizations, towns, mid-2017",
        FITTED,
        0.55,
        0.70,
        "[S]",
        lambda run: run.rate("professional_share_urban", "2017-06", "2017-06"),
        (
            Push(
                "finance.market.community_professional",
                0.3,
                DOWN,
                "users pay professional groups less",
            ),
        ),
    ),
    Target(
        "professional share of community organizations, villages, mid-2017",
        FITTED,
        0.15,
        0.28,
        "[S]",
        lambda run: run.rate("professional_share_rural", "2017-06", "2017-06"),
        (
            Push(
                "reach.village_graduates",
                3.0,
                UP,
                "as many would-be founders with a profession as in towns",
            ),
        ),
    ),
    Target(
        "licence holders per 10,000 residents, December 2016",
        FITTED,
        9,
        11,
        "[S]",
        lambda run: run.rate("licensed_per_10k", "2016-12", "2016-12"),
        (Push("licensing.pass", 0.5, DOWN, "half as many pass the examination"),),
    ),
    Target(
        "projects posted at the 2017 fair",
        INPUT,
        1_900,
        2_300,
        "[S]",
        lambda run: run.flow("projects_posted", "2017", "2017"),
    ),
    Target(
        "organizations that bid at the 2017 fair",
        EMERGENT,
        1_000,
        math.inf,
        "[S]",
        lambda run: run.flow("fair_bidders", "2017", "2017"),
        (
            Push(
                "procurement.hours_fair",
                6.0,
                DOWN,
                "a bid takes more hours than it is worth to small ones",
            ),
        ),
    ),
    Target(
        "agreed at the 2017 fair (million CNY)",
        INPUT,
        60,
        80,
        "[S] about 70",
        lambda run: run.flow("award_value", "2017", "2017") / MILLION,
    ),
    Target(
        "mean contract at the 2017 fair (CNY)",
        INPUT,
        28_000,
        40_000,
        "[S]",
        lambda run: run.rate("mean_contract_value", "2017-07", "2017-07"),
    ),
    Target(
        "mean over median contract at the 2017 fair",
        INPUT,
        1.2,
        math.inf,
        "[S]",
        lambda run: run.rate("mean_contract_value", "2017-07", "2017-07")
        / run.rate("median_contract_value", "2017-07", "2017-07"),
    ),
    Target(
        "projects awarded per project posted, 2017 fair",
        EMERGENT,
        0.5,
        WITHIN_ONE,
        "[S] below 1; the lower end is assumed",
        lambda run: run.flow("projects_awarded", "2017", "2017")
        / run.flow("projects_posted", "2017", "2017"),
        (Push("posting.over_posting", 3.0, DOWN, "more is posted for the same money"),),
    ),
    Target(
        "purchase outside the fair in Jiangning, 2014 to 2017 (million CNY)",
        INPUT,
        50,
        math.inf,
        "[S]",
        lambda run: outside_fair(run, "off_fair_award_value") / MILLION,
        missed="in the first two years few providers there have room for a contract of this size: what nobody takes in "
        "February or September lapses",
    ),
    Target(
        "projects outside the fair in Jiangning, 2014 to 2017",
        INPUT,
        500,
        math.inf,
        "[S]",
        lambda run: outside_fair(run, "off_fair_contracts"),
        missed="in the first two years few providers there have room for a contract of this size: what nobody takes in "
        "February or September lapses",
    ),
    Target(
        "turnover of social workers, 2014 to 2017 (1/year)",
        FITTED,
        0.15,
        0.25,
        "[F]",
        lambda run: run.rate("turnover_rate", "2014", "2017"),
        (Push("economy.outside_wage", 1.4, UP, "work outside the field pays better"),),
    ),
    Target(
        "turnover in the highest quarter of caseload over the lowest, 2012 to 2019",
        EMERGENT,
        1.05,
        math.inf,
        "[F] higher; by how much is assumed",
        caseload_gradient,
        (Push("burnout.overload", 10.0, UP, "work beyond one's hours exhausts more"),),
    ),
    Target(
        "purchase per value of need, 2017",
        INPUT,
        0.15,
        0.40,
        "[D]",
        lambda run: run.flow("purchase_spending", "2017", "2017")
        / run.need_value("need_incidence", "2017", "2017"),
    ),
    Target(
        "purchase for elder care over the next service, 2017",
        INPUT,
        1.0,
        math.inf,
        "[S]",
        elder_lead,
    ),
    Target(
        "smaller growth of purchase for elders and for minors, 2016 to 2017",
        INPUT,
        1.0,
        math.inf,
        "[S]",
        least_growth,
    ),
    Target(
        "mediations per 1,000 residents and month, 2017",
        EMERGENT,
        1.3,
        1.9,
        "[D]",
        lambda run: run.flow("disputes_mediated", "2017", "2017")
        / 12
        / run.stock("population", "2017-06")
        * 1000,
        (
            Push(
                "station.mediation",
                0.3,
                DOWN,
                "the committee's mediators have fewer hours",
            ),
        ),
    ),
    Target(
        "access in villages over access in towns, in its highest month",
        EMERGENT,
        0,
        WITHIN_ONE,
        "[D]",
        village_access,
        (
            Push(
                "access.rural_reach",
                0.3,
                UP,
                "what villages offer reaches fewer townspeople",
            ),
        ),
    ),
    Target(
        "share of the value of need for which help is sought, 2017",
        FITTED,
        0.40,
        0.65,
        "[A]",
        lambda run: run.need_value("expressed_demand", "2017", "2017")
        / run.need_value("need_incidence", "2017", "2017"),
        (Push("awareness.forgetting", 8.0, DOWN, "people forget what there is"),),
    ),
    Target(
        "new legal persons per registered organization, 2014 to 2019 (1/year)",
        EMERGENT,
        0.07,
        0.15,
        "[F] national cohorts of legal persons: registrations, of new and of older groups alike; filed groups are none",
        lambda run: run.yearly("registrations", "so_registered", 2014, 2019),
        (
            Push(
                "founding.attempts",
                0.4,
                DOWN,
                "fewer people think of founding anything",
            ),
        ),
        missed="the city's growth alone [S], from 4,000 in 2010 to over 10,000 in mid-2017, is 13 per cent a year; with what is "
        "lost besides that takes about 0.2. National cohorts of those years grew less",
    ),
    Target(
        "legal persons lost per registered organization, 2014 to 2019 (1/year)",
        EMERGENT,
        0.01,
        0.08,
        "[F] national cohorts of legal persons: cancellations; lapsed filings are none",
        lambda run: run.yearly(
            "dissolutions", "so_registered", 2014, 2019, legal_status="registered"
        ),
        (
            Push(
                "reach.fixed",
                3.0,
                UP,
                "rent and other fixed costs must be earned first",
            ),
        ),
        missed="professional groups of communities: a quarter of those registered run out of cash a year, when contracts do "
        "not follow each other; the other classes lose 3 to 8 per cent",
    ),
    Target(
        "median over mean staff of legal persons, 2017",
        EMERGENT,
        0,
        0.5,
        "[F] nationwide the mean is 10.9 and the median far below",
        lambda run: run.rate("median_staff", "2017-12", "2017-12")
        / run.rate("mean_staff", "2017-12", "2017-12"),
        (
            Push(
                "finance.market.associations",
                0.1,
                DOWN,
                "associations, neither large nor without staff, lose their dues",
            ),
        ),
    ),
    Target(
        "cases served with twice the purchase money over those of the baseline, 2015 to 2017",
        EMERGENT,
        1.0,
        2.0,
        "[D]",
        served_when_doubled,
        (
            Push(
                "awareness.forgetting",
                8.0,
                DOWN,
                "who does not know of help does not ask, whatever the money",
            ),
        ),
    ),
    Target(
        "residents, end of 2016 (million)",
        INPUT,
        8.1,
        8.5,
        "recalled, unverified",
        lambda run: run.stock("population", "2016-12") / MILLION,
    ),
    Target(
        "urban share of residents, end of 2020",
        INPUT,
        0.85,
        0.88,
        "[F]",
        lambda run: run.rate("share_urban", "2020-12", "2020-12"),
    ),
)


def measure(runs: Iterable[Run]) -> list[Figure]:
    """Every target over replicates of the baseline."""
    runs = list(runs)
    figures = []
    for target in TARGETS:
        values = [target.read(run) for run in runs]
        figures.append(
            Figure(target, tuple(value for value in values if not math.isnan(value)))
        )
    return figures
