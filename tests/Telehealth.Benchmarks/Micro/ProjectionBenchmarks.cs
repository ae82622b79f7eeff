using BenchmarkDotNet.Attributes;
using Telehealth.Domain.Views;
using Telehealth.Domain.Visits;

namespace Telehealth.Benchmarks.Micro;

/// <summary>What each audience is shown of one version: made once per audience and commit.</summary>
[MemoryDiagnoser]
public class ProjectionBenchmarks
{
    private readonly Visit _visit = ClinicOfOne.Fold(ClinicOfOne.UntilInProgress);
    private readonly Audience _patient = Audience.Of(ClinicOfOne.Fold(ClinicOfOne.UntilInProgress).Patient!);
    private readonly Audience _clinician = Audience.Clinician(ClinicOfOne.Clinician);
    private readonly ViewFacts _facts = new()
    {
        Clinic = new ClinicContact("Bench Clinic", "+18015550100"),
        Patient = new PatientNames("Pat", "Probe", ClinicOfOne.Facts.Patient.BirthDate, "en"),
        Now = ClinicOfOne.Now,
        StaffOf = id => new StaffName(id, "Ada Test", "MD"),
    };

    [Benchmark(Description = "the patient's view")]
    public object ForPatient() => VisitViews.Of(_visit, _patient, _facts);

    [Benchmark(Description = "the clinician's view")]
    public object ForClinician() => VisitViews.Of(_visit, _clinician, _facts);

    [Benchmark(Description = "the row on the board")]
    public object Row() => BoardRows.Of(_visit, _facts);
}
