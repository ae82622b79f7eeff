using BenchmarkDotNet.Attributes;
using NodaTime;
using Telehealth.Domain.Licensure;
using Telehealth.Domain.Visits;

namespace Telehealth.Benchmarks.Micro;

/// <summary>The law itself: a hold, a resume with its licensure decision, and that decision alone.</summary>
[MemoryDiagnoser]
public class DecisionBenchmarks
{
    private readonly Visit _inProgress = ClinicOfOne.Fold(ClinicOfOne.UntilInProgress);
    private readonly Visit _onHold = ClinicOfOne.Fold([.. ClinicOfOne.UntilInProgress, new VisitHeld()]);
    private readonly HoldVisit _hold = new();
    private readonly ResumeVisit _resume = new();

    private readonly LicensureQuestion _question = new()
    {
        Purpose = DecisionPurpose.Resume,
        Basis = DecisionBasis.Continuation,
        ClinicianId = ClinicOfOne.Clinician,
        Clinicians = [ClinicOfOne.Licensed],
        Attestation = ClinicOfOne.Fold(ClinicOfOne.UntilInProgress).Attestation,
        StartsAt = ClinicOfOne.Now,
        ExpectedEnd = ClinicOfOne.Now + Duration.FromMinutes(30),
        PatientBirthDate = ClinicOfOne.Facts.Patient.BirthDate,
        MinorBasisRecorded = false,
        ConsentGiven = true,
        IdentityVerified = true,
        ServedStates = ClinicOfOne.Facts.Clinic.ServedStates,
        RulesVersion = ClinicOfOne.Facts.Clinic.RulesVersion,
        Policy = VisitPolicy.Default,
        Now = ClinicOfOne.Now,
    };

    private readonly LicensureQuestion _atBorder = ClinicOfOne.AtBorder;

    [GlobalSetup]
    public void MustBeAllowed()
    {
        if (LicensureEngine.Evaluate(_question).Verdict is not Verdict.Allow) throw new InvalidOperationException("the question is not an Allow");
        if (LicensureEngine.Evaluate(_atBorder) is not { Verdict: Verdict.Allow, Candidates.Length: 2 }) throw new InvalidOperationException("the border is not an Allow");
        foreach (var answer in new[] { Hold(), Resume() })
        {
            if (((VisitDecision)answer).Refusal is { } refusal) throw new InvalidOperationException($"refused: {refusal}");
        }
    }

    [Benchmark(Description = "decide HoldVisit")]
    public object Hold() => VisitRules.Decide(_inProgress, _hold, ClinicOfOne.TheClinician, ClinicOfOne.Facts, ClinicOfOne.Now);

    [Benchmark(Description = "decide ResumeVisit, licensure included")]
    public object Resume() => VisitRules.Decide(_onHold, _resume, ClinicOfOne.TheClinician, ClinicOfOne.Facts, ClinicOfOne.Now);

    [Benchmark(Description = "licensure decision alone")]
    public object Licensure() => LicensureEngine.Evaluate(_question);

    /// <summary>At most 20 microseconds and 4 KB.</summary>
    [Benchmark(Description = "licensure decision, device at a border, licensed on both sides")]
    public object LicensureAtBorder() => LicensureEngine.Evaluate(_atBorder);

    /// <summary>From a fix of the device near Franklin, Idaho, to the decision.</summary>
    [Benchmark(Description = "the same, the device located first")]
    public object LicensureFromFix() => LicensureEngine.Evaluate(_atBorder with { Device = DeviceLocator.Locate(42.002, -111.804, 30, ClinicOfOne.Now) });
}
