"""Recommendations for the talent pool and its members (Art. 15): about two CQOs of a hundred."""

from __future__ import annotations

import secrets

from cqo_registry.demo.seeding.classes import Trainee
from cqo_registry.demo.seeding.copying import NULL
from cqo_registry.demo.seeding.course import When, stamp
from cqo_registry.demo.seeding.seeder import Seeder
from cqo_registry.directory.facts import search_text
from talent_pool.enums import NominationStatus as S
from talent_pool.enums import Skill

PUT_FORWARD = 0.02
SETTLED = 90  # days in the ledger before anybody is put forward
OUTCOMES, WEIGHTS = (S.ADMITTED, S.PROPOSED, S.DECLINED), (75, 15, 10)
CASES = (
    "主持工序能力改进，产品一次合格率提高三个百分点；牵头制定企业标准两项。",
    "建立质量管理体系并通过认证，三年内监督抽查全部合格。",
    "筹建企业实验室，取得检验检测资质，为周边企业提供检测服务。",
)
TOO_FEW = "任职时间较短，质量贡献尚不突出，建议积累后再推荐。"
COLUMNS = {
    "nomination": "id,authority_id,appointment_id,person_id,contributions,industry,skills,status,proposed_at,"
    "proposed_by_id,consent,consent_on,consent_by_id,decided_at,decided_by_id,decision_reason,evidence,"
    "evidence_sha256",
    "member": "id,person_id,authority_id,nomination_id,industry,skills,search_text,admitted_at,"
    "admitted_by_id",
}


def write_expert(seeder: Seeder, one: Trainee, industry: str, when: When) -> None:
    """A recommendation of whoever has been in the ledger for a while, answered and decided or waiting."""
    rng, office = seeder.rng, one.county.authority_id
    if when.recorded < SETTLED or rng.random() >= PUT_FORWARD:
        return
    status, ago = rng.choices(OUTCOMES, WEIGHTS)[0], rng.randint(30, when.recorded - 30)
    skills = ",".join(sorted(rng.sample(Skill.values, 2)))
    days, officer, token = seeder.days[office], seeder.officers[office].pk, secrets.token_hex(32)
    decided = stamp(days, ago - 20, "10:00")
    answer = f"given\t{days.text[ago - 6]}\t{officer}\t{decided}\t{seeder.region.pk}"
    if status is S.PROPOSED:
        answer = f"asked\t{NULL}\t{NULL}\t{NULL}\t{NULL}"
    pk, reason = seeder.take("nomination"), TOO_FEW if status is S.DECLINED else ""
    seeder.lines["nomination"].append(
        f"{pk}\t{office}\t{one.appointment}\t{one.person}\t{rng.choice(CASES)}\t{industry}\t{{{skills}}}"
        f"\t{status.value}\t{stamp(days, ago, '11:00')}\t{officer}\t{answer}\t{reason}"
        f"\tevidence/{token[:2]}/{token[:32]}\t{token}"
    )
    if status is S.ADMITTED:
        text = search_text(one.name, "")[:200]
        seeder.lines["member"].append(
            f"{seeder.take('member')}\t{one.person}\t{office}\t{pk}\t{industry}\t{{{skills}}}\t{text}\t{decided}"
            f"\t{seeder.region.pk}"
        )
