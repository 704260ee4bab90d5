"""What promotions can cost at most, each and together: how often, how much each time, who pays, what is assumed.

In: `Strategy`. Out: `Exposure` by promotion and `JointExposure`. A forecast is no bound and stands beside it.
"""

from ecsc.assess.offers.exposures.exposure_types import (
    Assumption,
    Exposure,
    JointExposure,
    LineExposure,
    Open,
    Payer,
)
from ecsc.assess.offers.exposures.funding import SELLER, sellers_share
from ecsc.assess.offers.exposures.joint import joint_exposure
from ecsc.assess.offers.exposures.view import Exposures

__all__ = [
    "SELLER",
    "Assumption",
    "Exposure",
    "Exposures",
    "JointExposure",
    "LineExposure",
    "Open",
    "Payer",
    "joint_exposure",
    "sellers_share",
]
