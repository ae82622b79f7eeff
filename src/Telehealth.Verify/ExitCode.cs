namespace Telehealth.Verify;

internal static class ExitCode
{
    public const int Holds = 0;
    public const int Tampered = 1;
    public const int Unusable = 2;
}
